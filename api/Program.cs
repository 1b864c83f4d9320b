using Portal.Api;
using Portal.Api.Commands;

return CommandLine.Names(args)
    ? await CommandLine.RunAsync(args)
    : await WebServer.RunAsync(args);
