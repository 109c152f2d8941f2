namespace OpcSpaces.FirmwareSim.Live;

/// <summary>How a simulation that began at <paramref name="from"/> catches up with the wall clock.</summary>
public sealed class CatchUpProgress(DateTimeOffset from, TimeProvider real)
{
    private static readonly TimeSpan Caught = TimeSpan.FromMinutes(1);
    private readonly long _began = real.GetTimestamp();

    /// <summary>Whether <paramref name="now"/> of the simulation is still behind the wall clock.</summary>
    public bool IsBehind(DateTimeOffset now) => real.GetUtcNow() - now > Caught;

    /// <summary>From 0 to 1.</summary>
    public double Share(DateTimeOffset now) => Math.Clamp((now - from) / (real.GetUtcNow() - from), 0, 1);

    /// <summary>Real time since this process began to catch up.</summary>
    public TimeSpan Taken => real.GetElapsedTime(_began);

    /// <summary>Real time until the wall clock is reached, at the pace so far; null before there is one.</summary>
    public TimeSpan? Left(DateTimeOffset now) => now > from ? Taken * ((real.GetUtcNow() - now) / (now - from)) : null;
}
