namespace OpcSpaces.FirmwareSim.Truth;

/// <summary>One thing that was true, whatever a sensor reported.</summary>
/// <param name="From">When it began or happened.</param>
/// <param name="To">When it ended; null for a moment.</param>
/// <param name="Zone">The zone; empty when it concerns a whole gateway or community.</param>
/// <param name="Point">The point in the zone, or a gateway; empty for the whole zone.</param>
/// <param name="What">One of <see cref="TruthKind"/>.</param>
/// <param name="Value">A value that depends on the kind.</param>
public readonly record struct TruthRecord(DateTimeOffset From, DateTimeOffset? To, string Zone, string Point, string What, string Value);

/// <summary>The kinds of a <see cref="TruthRecord"/>.</summary>
public static class TruthKind
{
    /// <summary>People are at the desk or in the room; the value is their number.</summary>
    public const string Present = "present";

    /// <summary>A card was shown at a reader; the value is the number of the person in the building, never the number of the card.</summary>
    public const string Entry = "entry";

    /// <summary>
    /// A door was open; the value is <c>open</c> or <c>held</c>. Forced doors do not occur, because the doors have no exit button;
    /// without one, a contact that reports forced doors (<c>entrySeconds</c>) would report everybody who leaves.
    /// </summary>
    public const string Door = "door";

    /// <summary>The energy of a meter in Wh, one record for each local hour.</summary>
    public const string Energy = "energy";

    /// <summary>The desk or the room is of a kind; the value is the name of the kind in the building's description.</summary>
    public const string Kind = "kind";

    /// <summary>Something moved at the desk or in the room that is no presence; the value is <c>passers</c>, <c>heating</c>, <c>sun</c>, <c>pets</c> or <c>cleaners</c>.</summary>
    public const string Disturbance = "disturbance";

    /// <summary>A fault; the value is its kind.</summary>
    public const string Fault = "fault";

    /// <summary>A fraud; the value is its kind.</summary>
    public const string Fraud = "fraud";
}
