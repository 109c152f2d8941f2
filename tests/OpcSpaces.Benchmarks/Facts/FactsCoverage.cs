namespace OpcSpaces.Benchmarks.Facts;

/// <summary>How much was observed of one kind of point of a gateway.</summary>
/// <param name="Kind">Desks, broken desks, rooms, counted rooms, meters, doors or air.</param>
/// <param name="Gateway">The gateway.</param>
/// <param name="ObservedMs">What the records say.</param>
/// <param name="ObservableMs">For how long the gateway ran, its observation is not lost and the hardware shows no fault.</param>
/// <param name="PossibleMs">The whole time.</param>
internal readonly record struct FactsCoverage(string Kind, string Gateway, long ObservedMs, long ObservableMs, long PossibleMs)
{
    /// <summary>Desks of which a motion detector is broken for a time: what the gateway notices of it is unknown, which is right and no fault of the coverage.</summary>
    public const string BrokenDesks = "broken desks";

    /// <summary>Rooms with light barriers alone: with a new disk the number of people in them is not known until somebody passes.</summary>
    public const string CountedRooms = "counted rooms";

    /// <summary>Whether the true coverage is that of the gateway's life.</summary>
    public bool IsSound => Kind is not (BrokenDesks or CountedRooms);

    /// <summary>The coverage of the records less the true one, in percentage points.</summary>
    public double ErrorPercent => 100.0 * (ObservedMs - ObservableMs) / PossibleMs;

    public double Percent => 100.0 * ObservedMs / PossibleMs;

    public double TruePercent => 100.0 * ObservableMs / PossibleMs;
}
