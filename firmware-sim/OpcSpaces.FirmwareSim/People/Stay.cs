namespace OpcSpaces.FirmwareSim.People;

/// <summary>A time at the desk, in seconds of the building's local day.</summary>
public readonly record struct Stay(double FromSeconds, double ToSeconds);
