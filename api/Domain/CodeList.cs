namespace Portal.Api.Domain;

/// <summary>One value of a code list and what it means in English.</summary>
public sealed record Code(string Value, string Label);

/// <summary>A closed list of codes. The API publishes every list, so that no client has to guess.</summary>
public sealed class CodeList(string name, params Code[] codes)
{
    private readonly HashSet<string> values = [.. codes.Select(code => code.Value)];

    /// <summary>What the list is called in messages, for example "topic".</summary>
    public string Name { get; } = name;

    /// <summary>The codes in the order in which they are shown.</summary>
    public IReadOnlyList<Code> Codes { get; } = codes;

    public IEnumerable<string> Values => Codes.Select(code => code.Value);

    public bool Contains(string? value) => value is not null && values.Contains(value);
}
