namespace OpcSpaces.FirmwareSim.People.Days.Events;

/// <summary>The power of a desk after an event.</summary>
internal static class DeskPower
{
    /// <summary>In watts; null when it does not change.</summary>
    public static double? After(ZoneEvent happening, DeskLoad load) => happening.Kind switch
    {
        ZoneEventKind.DeskTaken => load.ActiveWatts,
        ZoneEventKind.DeskSleeps => load.StandbyWatts,
        ZoneEventKind.DeskLeft => (LeftAtDesk)happening.Value switch
        {
            var left when left.HasFlag(LeftAtDesk.JobRuns) => load.ActiveWatts,
            var left when left.HasFlag(LeftAtDesk.MachineIdles) => load.IdleWatts,
            _ => load.StandbyWatts,
        },
        _ => null,
    };
}
