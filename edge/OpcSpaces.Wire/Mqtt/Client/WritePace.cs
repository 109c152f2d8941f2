namespace OpcSpaces.Wire.Mqtt.Client;

/// <summary>
/// Tells whether writes follow each other closely, over all connections that share it: then it pays to let packets gather for a
/// moment, and a write costs the least on a thread that has others to do as well. Safe from any thread.
/// </summary>
internal sealed class WritePace
{
    /// <summary>Less than this after the last write, more packets are likely to follow.</summary>
    internal const int CloseMicroseconds = 10;

    private readonly TimeProvider _time;
    private readonly long _close;
    private long _lastWrite;

    internal WritePace(TimeProvider time)
    {
        _time = time;
        _close = time.TimestampFrequency * CloseMicroseconds / 1_000_000;
        _lastWrite = time.GetTimestamp() - _close;
    }

    internal bool IsClose => _time.GetTimestamp() - Volatile.Read(ref _lastWrite) < _close;

    internal void Wrote() => Volatile.Write(ref _lastWrite, _time.GetTimestamp());
}
