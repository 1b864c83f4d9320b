using Portal.Bench;

return await CommandLine.RunAsync(args);
