namespace OpcSpaces.FirmwareSim.Live;

/// <summary>The progress of a simulation that began at <paramref name="from"/> and catches up with real time.</summary>
public sealed class CatchUpProgress(DateTimeOffset from, TimeProvider real)
{
    private static readonly TimeSpan Caught = TimeSpan.FromMinutes(1);
    private readonly long _began = real.GetTimestamp();

    /// <summary>Whether the simulation's time <paramref name="now"/> is still behind real time.</summary>
    public bool IsBehind(DateTimeOffset now) => real.GetUtcNow() - now > Caught;

    /// <summary>The part that is done, from 0 to 1.</summary>
    public double Share(DateTimeOffset now) => Math.Clamp((now - from) / (real.GetUtcNow() - from), 0, 1);

    /// <summary>Real time since this process began to catch up.</summary>
    public TimeSpan Taken => real.GetElapsedTime(_began);

    /// <summary>Estimated real time until the simulation has caught up; null while it cannot be estimated.</summary>
    public TimeSpan? Left(DateTimeOffset now) => now > from ? Taken * ((real.GetUtcNow() - now) / (now - from)) : null;
}
