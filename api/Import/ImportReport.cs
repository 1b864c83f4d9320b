namespace Portal.Api.Import;

/// <summary>What became of every record.</summary>
public sealed class ImportReport
{
    public int Added { get; private set; }

    public int Changed { get; private set; }

    public int Unchanged { get; private set; }

    public int Quarantined { get; private set; }

    /// <summary>How often each issue was seen in records that were taken.</summary>
    public SortedDictionary<string, int> Issues { get; } = new(StringComparer.Ordinal);

    /// <summary>How often each reason kept a record out.</summary>
    public SortedDictionary<string, int> Reasons { get; } = new(StringComparer.Ordinal);

    /// <summary>Partners that were not known before.</summary>
    public List<string> AddedPartners { get; } = [];

    public int Total => Added + Changed + Unchanged + Quarantined;

    public void Count(ImportOutcome outcome, IEnumerable<string> issues)
    {
        switch (outcome)
        {
            case ImportOutcome.Added:
                Added++;
                break;
            case ImportOutcome.Changed:
                Changed++;
                break;
            default:
                Unchanged++;
                break;
        }

        Tally(Issues, issues);
    }

    public void CountQuarantined(IEnumerable<Refusal> refusals)
    {
        Quarantined++;
        Tally(Reasons, refusals.Select(refusal => refusal.Code).Distinct());
    }

    public IEnumerable<string> Lines()
    {
        yield return $"{Added} added, {Changed} changed, {Unchanged} unchanged, {Quarantined} quarantined";
        foreach (var partner in AddedPartners)
        {
            yield return $"  added the partner {partner}; issue a key with: partner key add \"{partner}\"";
        }

        foreach (var (issue, count) in Issues)
        {
            yield return $"  issue {issue}: {count}";
        }

        foreach (var (reason, count) in Reasons)
        {
            yield return $"  quarantined {reason}: {count}";
        }
    }

    private static void Tally(SortedDictionary<string, int> tally, IEnumerable<string> kinds)
    {
        foreach (var kind in kinds)
        {
            tally[kind] = tally.GetValueOrDefault(kind) + 1;
        }
    }
}

/// <summary>What became of a record that was taken.</summary>
public enum ImportOutcome
{
    Added,
    Changed,
    Unchanged,
}
