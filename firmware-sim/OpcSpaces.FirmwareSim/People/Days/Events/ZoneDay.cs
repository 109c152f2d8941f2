namespace OpcSpaces.FirmwareSim.People.Days.Events;

/// <summary>Everything that happens in one zone on one local date, in order. Who stays over midnight is taken to sit down at 0:00 of the next date, so that each date can be lived alone.</summary>
internal sealed record ZoneDay(DateOnly Date, ZoneEvent[] Events);
