using System.Text;

namespace Portal.Api.Tests.Examples;

/// <summary>A command of an example, taken apart as a shell does: quotes, variables, comments and lines that go on.</summary>
internal static class ShellLine
{
    /// <summary>The commands of a block, one a line, without comments.</summary>
    public static IEnumerable<string> CommandsOf(string code) =>
        code.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#');

    /// <summary>The words of a command. A variable that nobody set is an error of the example.</summary>
    public static List<string> WordsOf(string command, IReadOnlyDictionary<string, string> variables)
    {
        var words = new List<string>();
        var (word, begun, quote) = (new StringBuilder(), false, '\0');
        for (var at = 0; at < command.Length; at++)
        {
            var character = command[at];
            if (quote == '\0' && !begun && character == '#')
            {
                break;
            }

            if (quote == '\0' && char.IsWhiteSpace(character))
            {
                if (begun)
                {
                    words.Add(word.ToString());
                    word.Clear();
                }

                begun = false;
                continue;
            }

            begun = true;
            if (character == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && character is '\'' or '"')
            {
                quote = character;
            }
            else if (character == '$' && quote != '\'')
            {
                var name = new string([.. command[(at + 1)..].TakeWhile(char.IsAsciiLetterUpper)]);
                word.Append(variables.TryGetValue(name, out var value) ? value : throw new InvalidDataException($"${name} has no value in: {command}"));
                at += name.Length;
            }
            else if (quote == '\0' && character is '|' or '&' or ';' or '>' or '<' or '`')
            {
                throw new InvalidDataException($"A shell would do something with {character} in: {command}");
            }
            else
            {
                word.Append(character);
            }
        }

        Assert.True(quote == '\0', $"A quote does not end: {command}");
        return begun ? [.. words, word.ToString()] : words;
    }
}
