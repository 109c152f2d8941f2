namespace OpcSpaces.FirmwareSim.People.Days.Visits;

/// <summary>A person and the desk that is theirs: the zone's index on the floor and the desk's in the zone.</summary>
internal sealed record Resident(Person Person, int Zone, int Desk);
