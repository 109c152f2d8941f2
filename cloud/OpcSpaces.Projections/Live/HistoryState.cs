using OpcSpaces.Points;


namespace OpcSpaces.Projections.Live;

/// <summary>
/// Finds out whether what comes is the present or the past: while the newest good reading of all gateways is minutes older than
/// its receipt. A quiet building makes no past, because only what comes is looked at. Times in ms since 1970 UTC.
/// </summary>
internal sealed class HistoryState
{
    // Longer than batches wait for each other, and than clocks that are kept by NTP differ.
    private const long PresentMs = 5 * 60_000;

    private long _newestMs = PointState.Never;
    private long _oldestOfBatchMs = long.MaxValue;
    private long _readingsOfBatch;

    /// <summary>Where the past began that is coming in; <see cref="PointState.Never"/> for the present.</summary>
    public long FromMs { get; private set; } = PointState.Never;

    public long Readings { get; private set; }

    public LiveHistory? ToLive() => FromMs == PointState.Never
        ? null
        : new LiveHistory(PointState.Time(FromMs)!.Value, PointState.Time(_newestMs)!.Value, Readings);

    /// <summary>One reading, never later than its receipt.</summary>
    public void See(long atMs, int quality)
    {
        _readingsOfBatch++;
        // That nothing was observed tells of an absence, and not of the time that is being lived through.
        if (quality != QualityCode.Good)
            return;
        _newestMs = Math.Max(_newestMs, atMs);
        _oldestOfBatchMs = Math.Min(_oldestOfBatchMs, atMs);
    }

    public void EndBatch(long receivedMs)
    {
        if (_oldestOfBatchMs != long.MaxValue)
        {
            if (receivedMs - _newestMs < PresentMs)
                (FromMs, Readings) = (PointState.Never, 0);
            else if (FromMs == PointState.Never)
                FromMs = _oldestOfBatchMs;
        }
        if (FromMs != PointState.Never)
            Readings += _readingsOfBatch;
        (_oldestOfBatchMs, _readingsOfBatch) = (long.MaxValue, 0);
    }

    public void Restore(long newestMs, long fromMs, long readings) => (_newestMs, FromMs, Readings) = (newestMs, fromMs, readings);
}
