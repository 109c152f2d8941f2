using OpcSpaces.Timing;

namespace OpcSpaces.Storage.Series;

/// <summary>The pauses of a store that retries, and those that its server asks for. Thread-safe.</summary>
internal sealed class RetryDelays(RetryOptions options, TimeProvider time, Random random)
{
    private static readonly TimeSpan LongestAskedFor = TimeSpan.FromMinutes(10);
    private readonly Backoff _backoff = new(new BackoffOptions(options.FirstDelayMs, options.MaxDelayMs), random);

    public void Succeeded() => _backoff.Succeeded();

    /// <summary>Waits after a failure; at least as long as the server asked for, if it did.</summary>
    public Task WaitAsync(TimeSpan? askedFor, CancellationToken cancellation) => Task.Delay(Next(askedFor), time, cancellation);

    internal TimeSpan Next(TimeSpan? askedFor)
    {
        var delay = _backoff.Next();
        // Every client was asked to wait the same time, so the random part is added to it.
        return askedFor is { } asked ? (asked < LongestAskedFor ? asked : LongestAskedFor) + delay : delay;
    }
}
