using System.Globalization;

namespace Portal.Api.Tests.Fixture;

/// <summary>
/// How good answers are, by kind of question: how much of what belongs there is among the first ten (recall), and how
/// far up the first right one stands (the mean of 1 ÷ its rank, 0 where it is not among them).
/// </summary>
public sealed class Relevance
{
    public const int Depth = 10;

    private readonly List<(string Kind, double Recall, double Rank)> questions = [];
    private readonly List<string> failures = [];

    /// <summary>Takes the answer to a question into account.</summary>
    /// <param name="kind">What kind of question it is.</param>
    /// <param name="question">What was asked, for the list of what failed.</param>
    /// <param name="found">For each of the first ten that came whether it belongs there, and whether it is one of the best.</param>
    /// <param name="belonging">How many belong there.</param>
    /// <param name="instead">What came, for the list of what failed.</param>
    public void Add(string kind, string question, IReadOnlyList<(bool Belongs, bool IsBest)> found, int belonging, string instead)
    {
        var recall = belonging == 0
            ? found.Count == 0 ? 1 : 0
            : (double)found.Count(one => one.Belongs) / Math.Min(Depth, belonging);
        var best = found.TakeWhile(one => !one.IsBest).Count();
        var rank = belonging == 0 ? recall : best < found.Count ? 1.0 / (best + 1) : 0;
        questions.Add((kind, recall, rank));
        if (recall < 0.999 || rank < 0.999)
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"{kind}: {question}  recall {recall:0.00}, rank {rank:0.00}, came: {instead}"));
        }
    }

    public double Recall => questions.Average(question => question.Recall);

    public double Rank => questions.Average(question => question.Rank);

    /// <summary>Writes the figures and what failed, and fails where a figure is lower than its floor.</summary>
    public void HoldTo(ITestOutputHelper output, double recall, double rank, IReadOnlyDictionary<string, (double Recall, double Rank)> floors)
    {
        var tooLow = new List<string>();
        Tell("all", questions, (recall, rank));
        foreach (var kind in questions.GroupBy(question => question.Kind))
        {
            Tell(kind.Key, [.. kind], floors.GetValueOrDefault(kind.Key, (1, 1)));
        }

        foreach (var failure in failures)
        {
            output.WriteLine(failure);
        }

        Assert.True(tooLow.Count == 0, string.Join('\n', [.. tooLow, .. failures]));

        void Tell(string kind, List<(string Kind, double Recall, double Rank)> some, (double Recall, double Rank) floor)
        {
            var (foundRecall, foundRank) = (some.Average(question => question.Recall), some.Average(question => question.Rank));
            var line = string.Create(
                CultureInfo.InvariantCulture,
                $"{kind,-14} {some.Count,4} questions   recall at {Depth} {foundRecall:0.000} (at least {floor.Recall:0.000})   mean reciprocal rank {foundRank:0.000} (at least {floor.Rank:0.000})");
            output.WriteLine(line);
            if (foundRecall < floor.Recall || foundRank < floor.Rank)
            {
                tooLow.Add(line);
            }
        }
    }
}
