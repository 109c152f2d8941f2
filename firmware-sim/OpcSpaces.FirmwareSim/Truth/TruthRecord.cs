namespace OpcSpaces.FirmwareSim.Truth;

/// <summary>One thing that was really so, whatever a sensor said.</summary>
/// <param name="From">When it began, or happened.</param>
/// <param name="To">When it ended; null for a moment.</param>
/// <param name="Zone">The zone; empty when it concerns a whole gateway or community.</param>
/// <param name="Point">The point in the zone, or a gateway; empty for the whole zone.</param>
/// <param name="What">One of <see cref="TruthKind"/>.</param>
/// <param name="Value">What the kind says.</param>
public readonly record struct TruthRecord(DateTimeOffset From, DateTimeOffset? To, string Zone, string Point, string What, string Value);

/// <summary>What a <see cref="TruthRecord"/> is about.</summary>
public static class TruthKind
{
    /// <summary>Somebody is at the desk or in the room; the value is the number of people.</summary>
    public const string Present = "present";

    /// <summary>Somebody showed a card at a reader; the value is the number in the building of the person whose card it is, never that of the card.</summary>
    public const string Entry = "entry";

    /// <summary>
    /// A door stood open; the value is <c>open</c> or <c>held</c>. None is forced: the building's doors have no button for leaving, without
    /// which a contact that judges (<c>entrySeconds</c>) would take everybody who leaves for somebody who forces the door.
    /// </summary>
    public const string Door = "door";

    /// <summary>What went through a meter; the value is in Wh, one record for each local hour.</summary>
    public const string Energy = "energy";

    /// <summary>Something was broken; the value is the kind of fault.</summary>
    public const string Fault = "fault";

    /// <summary>Somebody cheated; the value is the kind of fraud.</summary>
    public const string Fraud = "fraud";
}
