namespace OpcSpaces.FirmwareSim.Truth;

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
