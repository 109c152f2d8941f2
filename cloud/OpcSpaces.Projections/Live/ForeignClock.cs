namespace OpcSpaces.Projections.Live;

/// <summary>
/// Notices when the clock of a node without an outbox was set back. Its readings are then older than what is shown, and so is a backlog that it
/// sends without saying so. The difference: readings of the present keep pace with the cloud's clock, and a backlog is faster, or
/// stands still. Times in ms since 1970 UTC.
/// </summary>
internal sealed class ForeignClock
{
    // Shorter, two readings of a backlog could keep pace by chance.
    private const long ShortestRunMs = 10_000;

    // What a link delays a message, and a clock that is slewed.
    private const long MostOutOfStepMs = 2_000;

    private long _newestMs = PointState.Never;
    private long _runFromMs, _runReceivedMs;
    private bool _isRunning;

    /// <summary>Looks at the time of a reading of the present. True when it shows that the clock was set back: the times before it were of another clock.</summary>
    public bool WasSetBack(long ms, long receivedMs)
    {
        if (ms >= _newestMs)
        {
            (_newestMs, _isRunning) = (ms, false);
            return false;
        }

        var (passed, elapsed) = (ms - _runFromMs, receivedMs - _runReceivedMs);
        if (!_isRunning || Math.Abs(passed - elapsed) > MostOutOfStepMs)
        {
            (_isRunning, _runFromMs, _runReceivedMs) = (true, ms, receivedMs);
            return false;
        }

        if (elapsed < ShortestRunMs) return false;
        (_newestMs, _isRunning) = (ms, false);
        return true;
    }
}
