using Microsoft.Extensions.Caching.Memory;

namespace Portal.Api.Platform.Caching;

/// <summary>
/// Keeps answers in this instance's memory, up to a limit, the least used ones going first. No answer is given that something
/// which it shows has changed under: that is looked up each time, not left to whoever takes answers out.
/// </summary>
public sealed class AnswerCache : IDisposable
{
    private readonly ChangeFollower follower;
    private readonly BrusselsClock clock;
    private readonly TimeProvider time;
    private readonly MemoryCache? memory;
    private readonly int maxAnswerBytes;

    public AnswerCache(CacheSettings settings, ChangeFollower follower, BrusselsClock clock, TimeProvider time)
    {
        (this.follower, this.clock, this.time) = (follower, clock, time);
        maxAnswerBytes = settings.MaxAnswerBytes;
        memory = settings.IsOn ? new(new MemoryCacheOptions { SizeLimit = settings.Megabytes * 1024L * 1024, CompactionPercentage = 0.1 }) : null;
        follower.Erased += Clear;
    }

    public bool IsOn => memory is not null;

    /// <summary>Whether an answer of so many bytes is kept.</summary>
    public bool IsFor(long length) => IsOn && length <= maxAnswerBytes;

    /// <summary>What is kept, whether or not it may still be given.</summary>
    public CachedAnswer? Find(AnswerKey key) => Find(key.Question) is { DependsOnAccept: true } ? Find(key.InForm) : Find(key.Question);

    /// <summary>
    /// Which answers depend on Accept is not known before one of them is. So the last one stands for the question, and each is found
    /// by its form, as HTTP's own caches do it (RFC 9111, section 4.1).
    /// </summary>
    public void Keep(AnswerKey key, CachedAnswer answer)
    {
        if (answer.IsShort)
        {
            Keep(key.Question, answer);
            if (answer.DependsOnAccept)
            {
                Keep(key.InForm, answer);
            }
        }
    }

    /// <summary>
    /// While the database does not answer, nobody knows what has changed. An answer is then given for as long as any cache
    /// might give it, and says how old it is.
    /// </summary>
    /// <param name="answer">One that is kept.</param>
    /// <param name="age">How long ago it was known for certain that it is what the database has.</param>
    public bool MayBeGiven(CachedAnswer answer, out TimeSpan age)
    {
        age = TimeSpan.Zero;
        if (follower.Known is not { } known || answer.Sources.Day is { } day && day != clock.Today || !known.Hold(answer))
        {
            return false;
        }

        age = follower.Age(known);
        var sinceMade = time.GetUtcNow() - answer.MadeAt;
        age = sinceMade < age ? sinceMade : age;
        return age.TotalSeconds < answer.FreshForSeconds;
    }

    public void Dispose()
    {
        follower.Erased -= Clear;
        memory?.Dispose();
    }

    private CachedAnswer? Find(string key) => memory?.Get<CachedAnswer>(key);

    private void Keep(string key, CachedAnswer answer) => memory?.Set(key, answer, new MemoryCacheEntryOptions { Size = answer.Size(key) });

    private void Clear() => memory?.Clear();
}
