namespace Portal.Api.Tests.Import;

/// <summary>The live portal's search answer of 2019, which is not ours to publish and lies beside the checkout, or nowhere.</summary>
internal static class RealData
{
    public const string WhySkipped = "../shared/data/portal-search-2019.json is not here, so the real data cannot be imported.";

    public static string? File()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "shared", "data", "portal-search-2019.json");
            if (System.IO.File.Exists(file))
            {
                return file;
            }
        }

        return null;
    }
}
