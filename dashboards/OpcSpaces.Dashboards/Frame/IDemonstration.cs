namespace OpcSpaces.Dashboards.Frame;

/// <summary>Whether the host shows a simulated community with a clock of its own.</summary>
public interface IDemonstration
{
    /// <summary>By how much its clock is ahead of the right time, negative where it is behind; null where it has the right time.</summary>
    TimeSpan? ClockAhead { get; }
}
