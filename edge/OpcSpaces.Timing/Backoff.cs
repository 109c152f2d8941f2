namespace OpcSpaces.Timing;

/// <summary>
/// The pauses between attempts that fail: the bound grows with each failure in a row, and a part of each pause is random. The same
/// random numbers give the same pauses. Thread-safe.
/// </summary>
public sealed class Backoff
{
    private readonly BackoffOptions _options;
    private readonly Random _random;
    private readonly Lock _gate = new(); // guards everything below, and _random
    private int _failures;
    private double _boundTicks; // a double, because a product of long ones would overflow a TimeSpan

    /// <param name="options">How long the pauses are.</param>
    /// <param name="random">Where the random part comes from; null for the process's own.</param>
    /// <exception cref="ArgumentException">The options are faulty; the message has every fault.</exception>
    public Backoff(BackoffOptions options, Random? random = null)
    {
        if (options.Faults() is { Count: > 0 } faults)
            throw new ArgumentException(string.Join("; ", faults), nameof(options));
        (_options, _random, _boundTicks) = (options, random ?? Random.Shared, options.First.Ticks);
    }

    /// <summary>Failures since the start or the last success.</summary>
    public int Failures
    {
        get
        {
            lock (_gate)
                return _failures;
        }
    }

    /// <summary>Notes a failure and returns how long to wait before the next attempt.</summary>
    public TimeSpan Next()
    {
        lock (_gate)
        {
            var pause = TimeSpan.FromTicks((long)(_boundTicks * (1 - _options.Jitter + (_options.Jitter * _random.NextDouble()))));
            _failures += _failures < int.MaxValue ? 1 : 0;
            _boundTicks = Math.Min(_boundTicks * _options.Factor, _options.Longest.Ticks);
            return pause;
        }
    }

    /// <summary>Notes a success: the next pause is a first one again.</summary>
    public void Succeeded()
    {
        lock (_gate)
            (_failures, _boundTicks) = (0, _options.First.Ticks);
    }
}
