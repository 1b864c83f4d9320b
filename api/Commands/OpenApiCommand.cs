using System.CommandLine;
using Microsoft.OpenApi;
using Portal.Api.Platform.OpenApi;

namespace Portal.Api.Commands;

/// <summary>openapi: writes the contract, without a database.</summary>
public static class OpenApiCommand
{
    public static Command Create()
    {
        var output = new Option<FileInfo>("--output") { Description = "The file to write.", Required = true };
        var version = new Option<string>("--spec") { Description = "The version of OpenAPI.", DefaultValueFactory = _ => "3.1" };
        version.AcceptOnlyFromAmong("3.0", "3.1");

        var command = new Command("openapi", "Writes the contract as YAML.") { output, version };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = CommandHost.Build();
            var spec = parsed.GetValue(version) == "3.0" ? OpenApiSpecVersion.OpenApi3_0 : OpenApiSpecVersion.OpenApi3_1;
            await File.WriteAllTextAsync(parsed.GetValue(output)!.FullName, await OpenApiDocuments.RenderAsync(app.Services, spec), cancellationToken);
            return 0;
        });
        return command;
    }
}
