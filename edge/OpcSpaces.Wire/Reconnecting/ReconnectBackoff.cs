namespace OpcSpaces.Wire.Reconnecting;

/// <summary>
/// Pauses between two connection attempts: drawn evenly from zero to a bound that doubles with each failure, so that a city of
/// gateways whose broker comes back spreads over the bound by itself. Not thread-safe.
/// </summary>
internal sealed class ReconnectBackoff(ReconnectOptions options, Random random)
{
    private int _failures;

    public TimeSpan Next()
    {
        var bound = Math.Min(options.LongestReconnectDelayMs, options.FirstReconnectDelayMs * Math.Pow(2, _failures));
        _failures = Math.Min(_failures + 1, 30);
        return TimeSpan.FromMilliseconds(bound * random.NextDouble());
    }

    /// <summary>Called when a session stood.</summary>
    public void Succeeded() => _failures = 0;
}
