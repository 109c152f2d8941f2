namespace OpcSpaces.Benchmarks.Facts;

/// <summary>How much was observed of one kind of point of a gateway.</summary>
/// <param name="Kind">Desks, rooms, meters, doors or air.</param>
/// <param name="Gateway">The gateway.</param>
/// <param name="ObservedMs">What the records say.</param>
/// <param name="ObservableMs">For how long the gateway ran, its observation is not lost and the hardware shows no fault.</param>
/// <param name="PossibleMs">The whole time.</param>
internal readonly record struct FactsCoverage(string Kind, string Gateway, long ObservedMs, long ObservableMs, long PossibleMs)
{
    /// <summary>The coverage of the records less the true one, in percentage points.</summary>
    public double ErrorPercent => 100.0 * (ObservedMs - ObservableMs) / PossibleMs;

    public double Percent => 100.0 * ObservedMs / PossibleMs;

    public double TruePercent => 100.0 * ObservableMs / PossibleMs;
}
