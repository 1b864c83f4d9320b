using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

namespace Portal.Bench.Measure;

/// <summary>A statement as the server was asked to run it.</summary>
/// <param name="Transaction">Statements of one transaction came in one message.</param>
/// <param name="Sql">With $1, $2 …</param>
/// <param name="Values">Literals, in the order of their numbers.</param>
internal sealed partial record Statement(string Transaction, string Sql, IReadOnlyList<string> Values)
{
    /// <summary>The same for every statement of this text.</summary>
    public string Name { get; } = $"s{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql)))[..12]}";

    public string Execute => Values.Count == 0 ? $"EXECUTE {Name}" : $"EXECUTE {Name} ({string.Join(", ", Values)})";

    /// <summary>
    /// How to prepare it. Types are left to the server, as a log does not tell them; where it cannot know one, arrays and texts
    /// are what is left.
    /// </summary>
    public async Task<string> PrepareAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var types = new List<string>(Enumerable.Repeat("unknown", Values.Count));
        while (true)
        {
            var prepare = $"PREPARE {Name}{(Values.Count == 0 ? "" : $" ({string.Join(", ", types)})")} AS {Sql}";
            try
            {
                await Load.BenchDatabase.ExecuteAsync(connection, prepare, cancellationToken);
                await Load.BenchDatabase.ExecuteAsync(connection, $"DEALLOCATE {Name}", cancellationToken);
                return prepare;
            }
            catch (PostgresException exception) when (exception.SqlState is "42P18" or "42804" or "42883" or "42725" or "42P08" && types.Contains("unknown"))
            {
                // Which parameter it is, is said where it is not known at all.
                var named = Parameter().Match(exception.MessageText);
                var at = named.Success ? int.Parse(named.Groups[1].ValueSpan, CultureInfo.InvariantCulture) - 1 : types.IndexOf("unknown");
                if (types[at] != "unknown")
                {
                    throw;
                }

                types[at] = Values[at].StartsWith("'{", StringComparison.Ordinal) ? "text[]" : "text";
            }
        }
    }

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Parameter();
}
