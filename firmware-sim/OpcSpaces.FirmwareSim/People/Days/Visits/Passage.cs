namespace OpcSpaces.FirmwareSim.People.Days.Visits;

/// <summary>Somebody goes through a door of a zone, at a second of the local day.</summary>
internal readonly record struct Passage(int Zone, double Seconds, int Person, bool Inward);
