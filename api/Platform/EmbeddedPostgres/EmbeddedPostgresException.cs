namespace Portal.Api.Platform.EmbeddedPostgres;

/// <summary>The embedded database cannot be used. The message is for a person: what is wrong and what to do about it.</summary>
public sealed class EmbeddedPostgresException(string message, Exception? cause = null) : Exception(message, cause);
