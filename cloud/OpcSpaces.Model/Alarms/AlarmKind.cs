namespace OpcSpaces.Model.Alarms;

/// <summary>What is wrong. The names stand in the database and in the API and never change.</summary>
public enum AlarmKind
{
    /// <summary>The cloud cannot take readings: the broker or the journal is away. While it lasts, nothing that depends on readings is judged.</summary>
    NotRecording,

    /// <summary>A projection does not follow the journal.</summary>
    ProjectionFailing,

    /// <summary>A gateway is offline, or was never heard.</summary>
    GatewaySilent,

    /// <summary>A gateway is online, and what it holds back does not get less.</summary>
    BacklogGrowing,

    /// <summary>The clock of a gateway is wrong, or nobody has set it.</summary>
    ClockOff,

    /// <summary>A sensor gives no values.</summary>
    SensorSilent,

    /// <summary>A sensor says the same for longer than is possible, or does not see what another one sees.</summary>
    SensorStuck,

    /// <summary>A sensor has not triggered since it was installed, or for so long that somebody should look whether it is connected.</summary>
    SensorNeverTriggered,

    /// <summary>A sensor measures what cannot be.</summary>
    SensorAbsurd,

    /// <summary>A zone was observed for too little of its last hours, and no silent gateway or broken sensor explains it.</summary>
    CoverageFalling,

    /// <summary>A zone draws power after hours although nobody is there.</summary>
    EnergyAfterHours,

    /// <summary>The air of a zone has too much CO₂.</summary>
    Co2High,

    /// <summary>A door stays open.</summary>
    DoorHeld,

    /// <summary>A door was opened although nobody was let in.</summary>
    DoorForced,

    /// <summary>More people are in a zone than it is made for.</summary>
    OverCapacity,
}

/// <summary>How soon somebody should look.</summary>
public enum AlarmSeverity
{
    /// <summary>In the next days.</summary>
    Minor,

    /// <summary>Today.</summary>
    Major,

    /// <summary>Now.</summary>
    Critical,
}

/// <summary>The kinds of subject of an alarm.</summary>
public enum AlarmSubjectKind
{
    /// <summary>The cloud itself.</summary>
    Installation,
    Projection,
    Gateway,
    Zone,
    Point,
}
