namespace OpcSpaces.FirmwareSim.People;

/// <summary>A time at the desk, in seconds of the building's local day; one that goes over midnight is two, which meet there.</summary>
public readonly record struct Stay(double FromSeconds, double ToSeconds)
{
    /// <summary>Where a day ends, in seconds.</summary>
    public const double Midnight = 86_400;
}
