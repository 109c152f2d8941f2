namespace OpcSpaces.Storage.Series;

/// <summary>Exponential back-off with full jitter: a wait is a random part of a bound that doubles with every failure in a row.</summary>
internal sealed class RetryDelays(RetryOptions options, TimeProvider time, Random random)
{
    private static readonly TimeSpan LongestAskedFor = TimeSpan.FromMinutes(10);
    private int _failures;

    public void Succeeded() => Volatile.Write(ref _failures, 0);

    /// <summary>Waits after a failure; at least as long as the server asked for, if it did.</summary>
    public Task WaitAsync(TimeSpan? askedFor, CancellationToken cancellation) => Task.Delay(Next(askedFor), time, cancellation);

    internal TimeSpan Next(TimeSpan? askedFor)
    {
        var bound = Math.Min(options.MaxDelayMs, options.FirstDelayMs * Math.Pow(2, Math.Min(Interlocked.Increment(ref _failures) - 1, 30)));
        var delay = TimeSpan.FromMilliseconds(bound * random.NextDouble());
        // Everyone was asked to wait the same time, so the jitter comes on top of it.
        return askedFor is { } asked ? (asked < LongestAskedFor ? asked : LongestAskedFor) + delay : delay;
    }
}
