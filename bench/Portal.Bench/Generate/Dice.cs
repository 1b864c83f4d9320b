namespace Portal.Bench.Generate;

/// <summary>Numbers that look random and are the same on every machine and runtime (SplitMix64).</summary>
internal struct Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The dice of one thing: it does not matter in which order things are made.</summary>
    public static Dice Of(ulong seed, string kind, long number)
    {
        var mixed = seed;
        foreach (var letter in kind)
        {
            mixed = Mix(mixed ^ letter);
        }

        return new Dice(Mix(mixed ^ (ulong)number));
    }

    public ulong Next() => Mix(_state += 0x9E3779B97F4A7C15);

    /// <summary>0 to less than 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1ul << 53));

    public bool Chance(double probability) => Unit() < probability;

    /// <summary>0 to less than the count.</summary>
    public int Below(int count) => (int)(((Next() >> 32) * (ulong)count) >> 32);

    /// <summary>Both ends included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    public T Pick<T>(IReadOnlyList<T> values) => values[Below(values.Count)];

    /// <summary>A rank from 0 to less than the count, each less frequent than the one before, as words are.</summary>
    /// <param name="count">How many ranks there are.</param>
    /// <param name="evenness">How many of the first ranks are about as frequent as the very first.</param>
    public int Rank(int count, double evenness)
    {
        var rank = (int)(evenness * (Math.Pow(count / evenness + 1, Unit()) - 1));
        return rank < count ? rank : count - 1;
    }

    /// <summary>Around the mean, never less than a third of it.</summary>
    public int Around(int mean) => (int)(mean * (0.35 + 0.65 * (Unit() + Unit() + Unit()) / 1.5));

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
