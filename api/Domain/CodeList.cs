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

    /// <summary>Codes as bits, in the order of the list. The database keeps them so; a list may only grow at its end.</summary>
    public int Bits(IEnumerable<string> some) => some.Aggregate(0, (bits, code) => bits | (1 << IndexOf(code)));

    /// <summary>The codes that bits stand for.</summary>
    public IEnumerable<string> CodesOf(int bits) => Codes.Index().Where(item => (bits & (1 << item.Index)) != 0).Select(item => item.Item.Value);

    /// <summary>What a code means in English.</summary>
    public string LabelOf(string code) => Codes[IndexOf(code)].Label;

    public bool Contains(string? value) => value is not null && values.Contains(value);

    private int IndexOf(string code) => Codes.Index().First(item => item.Item.Value == code).Index;
}
