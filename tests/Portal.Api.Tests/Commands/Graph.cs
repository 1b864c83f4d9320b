using System.Text.RegularExpressions;

namespace Portal.Api.Tests.Commands;

/// <summary>Statements in N-Quads, asked for with short names.</summary>
internal sealed partial class Graph
{
    private static readonly Dictionary<string, string> Prefixes = new()
    {
        ["adms"] = "http://www.w3.org/ns/adms#",
        ["dcat"] = "http://www.w3.org/ns/dcat#",
        ["dcatap"] = "http://data.europa.eu/r5r/",
        ["dct"] = "http://purl.org/dc/terms/",
        ["foaf"] = "http://xmlns.com/foaf/0.1/",
        ["rdf"] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        ["skos"] = "http://www.w3.org/2004/02/skos/core#",
        ["spdx"] = "http://spdx.org/rdf/terms#",
        ["vcard"] = "http://www.w3.org/2006/vcard/ns#",
        ["xsd"] = "http://www.w3.org/2001/XMLSchema#",
        ["eu"] = "http://publications.europa.eu/resource/authority/",
        ["iana"] = "https://www.iana.org/assignments/media-types/",
    };

    private readonly List<(string Subject, string Property, Term Value)> statements = [];

    public static Graph Parse(string quads)
    {
        var graph = new Graph();
        foreach (var line in quads.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var read = Statement().Match(line);
            Assert.True(read.Success, $"Not a statement: {line}");
            graph.statements.Add((Name(read.Groups["subject"].Value), Name(read.Groups["property"].Value), TermOf(read.Groups["value"].Value)));
        }

        return graph;
    }

    /// <summary>The subjects of a class; there has to be one at least.</summary>
    public List<string> Of(string type)
    {
        List<string> found = [.. statements.Where(one => one.Property == Whole("rdf:type") && one.Value.Text == Whole(type)).Select(one => one.Subject)];
        Assert.True(found.Count > 0, $"There is no {type}.");
        return found;
    }

    public List<Term> All(string subject, string property) =>
        [.. statements.Where(one => one.Subject == subject && one.Property == Whole(property)).Select(one => one.Value)];

    /// <summary>Its one value.</summary>
    public Term One(string subject, string property)
    {
        var found = All(subject, property);
        Assert.True(found.Count == 1, $"{subject} has {found.Count} {property}.");
        return found[0];
    }

    /// <summary>Its one value, which has to be a node of a class.</summary>
    public string Node(string subject, string property, string type)
    {
        var value = One(subject, property);
        Assert.Null(value.Type);
        Assert.Contains(All(value.Text, "rdf:type"), one => one.Text == Whole(type));
        return value.Text;
    }

    public static string Whole(string name) => name.Split(':', 2) is [var prefix, var rest] && Prefixes.TryGetValue(prefix, out var address) ? address + rest : name;

    private static string Name(string written) => written.Trim('<', '>');

    private static Term TermOf(string written)
    {
        if (written[0] != '"')
        {
            return new(Name(written), null);
        }

        var end = written.LastIndexOf('"');
        return new(Regex.Unescape(written[1..end]), written[(end + 1)..] switch { "" => "", ['^', '^', .. var type] => Name(type), var language => language });
    }

    [GeneratedRegex(@"^(?<subject>\S+) (?<property><\S+>) (?<value>.+) \.$")]
    private static partial Regex Statement();

    /// <summary>A node, whose type is null, or a text with its type or language.</summary>
    internal sealed record Term(string Text, string? Type);
}
