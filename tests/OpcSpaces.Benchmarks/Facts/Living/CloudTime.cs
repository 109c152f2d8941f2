using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.Benchmarks.Facts.Living;

/// <summary>The cloud's clock beside a simulation: its time of day is the simulation's, while intervals and timers are real, as transport is.</summary>
internal sealed class CloudTime(VirtualTime simulated) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => simulated.GetUtcNow();
}
