namespace OpcSpaces.FirmwareSim.People.Days;

/// <summary>Everything that happens in one zone on one local date, in order; at both midnights nobody is there.</summary>
internal sealed record ZoneDay(DateOnly Date, ZoneEvent[] Events);
