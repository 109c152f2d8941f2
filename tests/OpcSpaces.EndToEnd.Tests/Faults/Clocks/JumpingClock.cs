namespace OpcSpaces.EndToEnd.Tests.Faults.Clocks;

/// <summary>The machine's clock with its wall time wrong by <see cref="Offset"/>; timers and elapsed time are right, as they are on a gateway whose clock is set.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private long _offsetTicks;

    public TimeSpan Offset
    {
        get => new(Interlocked.Read(ref _offsetTicks));
        set => Interlocked.Exchange(ref _offsetTicks, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Offset;
}
