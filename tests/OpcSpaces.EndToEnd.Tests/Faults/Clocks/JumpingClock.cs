namespace OpcSpaces.EndToEnd.Tests.Faults.Clocks;

/// <summary>
/// The machine's clock with a wall time that is wrong by <see cref="Offset"/>. Timers and elapsed time run on by themselves, which they do
/// not with a fake clock.
/// </summary>
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
