namespace OpcSpaces.Benchmarks.Truth.Simulated;

/// <summary>A desk or room of a simulated building, by the ids of its zone and point.</summary>
internal readonly record struct Place(string Zone, string Point)
{
    public bool IsDesk => Point.StartsWith("desk/", StringComparison.Ordinal);
}
