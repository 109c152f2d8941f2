namespace OpcSpaces.Projections.Live;

/// <summary>
/// Notices when the clock of a node without an outbox was set back. Its readings are then older than what is shown, and so is a backlog that it
/// sends without saying so. The difference: readings of the present keep pace with the cloud's clock, and a backlog is faster, or
/// stands still. Times in ms since 1970 UTC.
/// </summary>
internal sealed class ForeignClock
{
    private readonly Run _exact = new(shortestMs: 10_000, mostOutOfStepMs: 2_000); // what a link delays a message, and a clock that is slewed
    private readonly Run _coarse = new(shortestMs: 60_000, mostOutOfStepMs: 15_000); // times in steps of seconds, and slow senders
    private long _newestMs = PointState.Never;

    /// <summary>A birth shows a value of this time.</summary>
    public void OnBirth(long ms) => _newestMs = Math.Max(_newestMs, ms);

    /// <summary>Looks at the time of a reading of the present. True when it shows that the clock was set back: the times before it were of another clock.</summary>
    public bool WasSetBack(long ms, long receivedMs)
    {
        if (ms < _newestMs && !(_exact.KeepsPace(ms, receivedMs) | _coarse.KeepsPace(ms, receivedMs)))
            return false;
        var wasSetBack = ms < _newestMs;
        _newestMs = ms;
        _exact.End();
        _coarse.End();
        return wasSetBack;
    }

    /// <summary>Late readings whose times keep pace with the receipt.</summary>
    /// <param name="shortestMs">Shorter, two readings of a backlog could keep pace by chance.</param>
    /// <param name="mostOutOfStepMs">How far both may differ.</param>
    private sealed class Run(long shortestMs, long mostOutOfStepMs)
    {
        private long _fromMs, _receivedMs;
        private bool _isRunning;

        /// <summary>Whether the readings have kept pace for long enough.</summary>
        public bool KeepsPace(long ms, long receivedMs)
        {
            var (passed, elapsed) = (ms - _fromMs, receivedMs - _receivedMs);
            if (_isRunning && Math.Abs(passed - elapsed) <= mostOutOfStepMs)
                return elapsed >= shortestMs;
            (_isRunning, _fromMs, _receivedMs) = (true, ms, receivedMs);
            return false;
        }

        public void End() => _isRunning = false;
    }
}
