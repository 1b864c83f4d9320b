using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace Portal.Api.Tests.Contract;

/// <summary>The contract as it is committed, and the one that was released last.</summary>
internal static class PublishedContract
{
    public static readonly string Path = System.IO.Path.Combine(Checkout(), "openapi.yaml");

    public static OpenApiDocument Current { get; } = Read(File.ReadAllText(Path));

    public static OpenApiDocument Released { get; } =
        Read(File.ReadAllText(System.IO.Path.Combine(Checkout(), "tests/Portal.Api.Tests/Contract/openapi.released.yaml")));

    public static OpenApiDocument Read(string yaml)
    {
        var settings = new OpenApiReaderSettings();
        settings.AddYamlReader();
        var result = OpenApiDocument.Parse(yaml, OpenApiConstants.Yaml, settings);
        Assert.Empty(result.Diagnostic!.Errors);
        return result.Document!;
    }

    /// <summary>Every operation under "GET /v1/projects" and the like.</summary>
    public static IEnumerable<(string Name, string Path, OpenApiOperation Operation)> Operations(this OpenApiDocument document) =>
        from path in document.Paths
        from operation in path.Value.Operations ?? []
        select ($"{operation.Key} {path.Key}", path.Key, operation.Value);

    private static string Checkout()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(System.IO.Path.Combine(folder.FullName, "Portal.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests have to run inside the checkout.");
        }

        return folder.FullName;
    }
}
