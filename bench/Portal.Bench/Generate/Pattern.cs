using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Bench.Generate;

/// <summary>A sentence or a title with places to fill in. Any of its words may be replaced by another one of the language.</summary>
internal sealed partial class Pattern
{
    private readonly (Kind Kind, string Text)[] _pieces;

    public Pattern(string text) => _pieces =
    [
        .. Pieces().Matches(text).Select(piece => piece.Value switch
        {
            "{thing}" => (Kind.Thing, ""),
            "{Thing}" => (Kind.CapitalThing, ""),
            "{name}" or "{Name}" => (Kind.Name, ""),
            "{town}" or "{Town}" => (Kind.Town, ""),
            "{organisation}" => (Kind.Organisation, ""),
            var other => (char.IsLetter(other[0]) ? Kind.Word : Kind.Sign, other),
        }),
    ];

    private enum Kind
    {
        Sign,
        Word,
        Thing,
        CapitalThing,
        Name,
        Town,
        Organisation,
    }

    public IEnumerable<string> Words => _pieces.Where(piece => piece.Kind == Kind.Word).Select(piece => piece.Text);

    public void Write(StringBuilder text, ref Dice dice, TextLanguage language, string town, string organisation, double replaced)
    {
        foreach (var (kind, own) in _pieces)
        {
            switch (kind)
            {
                case Kind.Word when replaced > 0 && dice.Chance(replaced):
                    text.Append(language.Word(ref dice));
                    break;
                case Kind.Thing:
                    text.Append(language.Thing(ref dice));
                    break;
                case Kind.CapitalThing:
                    var thing = language.Thing(ref dice);
                    text.Append(char.ToUpperInvariant(thing[0])).Append(thing, 1, thing.Length - 1);
                    break;
                case Kind.Name:
                    text.Append(language.Name(ref dice));
                    break;
                case Kind.Town:
                    text.Append(town);
                    break;
                case Kind.Organisation:
                    text.Append(organisation);
                    break;
                default:
                    text.Append(own);
                    break;
            }
        }
    }

    [GeneratedRegex(@"\{[a-zA-Z]+\}|[\p{L}\p{M}]+|[^\p{L}\p{M}{]+|\{")]
    private static partial Regex Pieces();
}
