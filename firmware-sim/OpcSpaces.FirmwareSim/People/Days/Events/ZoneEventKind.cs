namespace OpcSpaces.FirmwareSim.People.Days.Events;

/// <summary>The kind of an event in a zone. Events at the same millisecond are ordered by kind.</summary>
internal enum ZoneEventKind : byte
{
    /// <summary>Somebody shows a card at door <c>Index</c>; <c>Value</c> is the person's number.</summary>
    Badge,

    /// <summary>Door <c>Index</c> opens; <c>Value</c> is 1 when it will be held open.</summary>
    DoorOpens,

    DoorCloses,

    /// <summary>A body breaks beam <c>Value</c> (0 outer, 1 inner) of room <c>Index</c>.</summary>
    BeamBroken,

    BeamClear,

    /// <summary>Somebody comes into room <c>Index</c>; <c>Value</c> people are there now.</summary>
    RoomEntered,

    RoomLeft,

    /// <summary>Somebody sits down at desk <c>Index</c>; <c>Value</c> is the person's number.</summary>
    DeskTaken,

    /// <summary>Somebody gets up from desk <c>Index</c>; <c>Value</c> is a <see cref="LeftAtDesk"/>.</summary>
    DeskLeft,

    /// <summary>The computer of desk <c>Index</c> goes to sleep, or its job ends.</summary>
    DeskSleeps,

    /// <summary>The detector of desk <c>Index</c> sees motion that is not from the person at the desk: a passer-by, or warm air.</summary>
    FalseMotion,

    LightsOn,

    LightsOff,

    /// <summary>The floor's air conditioning draws <c>Value</c> watts from now on.</summary>
    Cooling,

    /// <summary>The detector of room <c>Index</c> sees motion that is not from the people in the room.</summary>
    FalseMotionInRoom,

    /// <summary>Disturbance <c>Value</c> of the kind of desk <c>Index</c> begins; only the ground truth uses this.</summary>
    DeskDisturbed,

    DeskUndisturbed,

    /// <summary>Disturbance <c>Value</c> of the kind of room <c>Index</c> begins; only the ground truth uses this.</summary>
    RoomDisturbed,

    RoomUndisturbed,
}

/// <summary>What a person leaves at the desk.</summary>
[Flags]
internal enum LeftAtDesk
{
    None = 0,

    /// <summary>A jacket or bag on the chair.</summary>
    Bag = 1,

    /// <summary>A computer that is idle.</summary>
    MachineIdles = 2,

    /// <summary>A computer at full load.</summary>
    JobRuns = 4,
}
