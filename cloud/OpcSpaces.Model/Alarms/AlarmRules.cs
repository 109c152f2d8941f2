using OpcSpaces.Model.Spaces;

namespace OpcSpaces.Model.Alarms;

/// <summary>
/// The thresholds of all alarms. No law or standard names them but where that is said: they are choices, made so that the
/// simulated community with its faults raises each alarm that it should and no other, and every one is a setting.
/// </summary>
public sealed record AlarmRules
{
    /// <summary>A gateway is silent after so many minutes. A restart, an update and the keep-alive of MQTT take less.</summary>
    public int GatewaySilentMinutes { get; init; } = 5;

    /// <summary>Batches that a gateway holds back. An hour of a busy gateway without its cloud, at a batch each few seconds.</summary>
    public int BacklogBatches { get; init; } = 1_000;

    /// <summary>For so many minutes the backlog must not have become less. A gateway that catches up does not count.</summary>
    public int BacklogMinutes { get; init; } = 30;

    /// <summary>For so many minutes a clock may be without synchronisation. NTP needs minutes after a start; an hour without it loses less than 0.2 s (50 ppm).</summary>
    public int ClockMinutes { get; init; } = 20;

    /// <summary>A clock that is ahead of the cloud's by more is wrong. NTP keeps tens of ms; two minutes change no hour of a usage record by more than 3 %.</summary>
    public int ClockAheadSeconds { get; init; } = 120;

    /// <summary>What a gateway finds wrong with a sensor has to last for so many minutes. Chips of a bus recover within seconds.</summary>
    public int SensorMinutes { get; init; } = 15;

    /// <summary>
    /// Days for which a gateway has to call a sensor never triggered (which it does after seven days), beyond those seven. A desk of an open area may be free for weeks (Planon:
    /// 30 to 40 % of desks are, on a usual day), a meeting room and a lounge hardly.
    /// </summary>
    public ByZoneKind NeverTriggeredDays { get; init; } = new(23, 23, 7, 3);

    /// <summary>Hours for which a place may be occupied without a break. Nobody sits for longer in an open area or a meeting room; an office may be used in shifts.</summary>
    public ByZoneKind OccupiedHours { get; init; } = new(16, 20, 14, 20);

    /// <summary>So much of its last hours a zone must be observed, in percent. Below 80 % figures of a day become insufficient (<c>Usage/Metrics</c>).</summary>
    public int CoveragePercent { get; init; } = 80;

    /// <summary>At so much coverage the alarm is cleared.</summary>
    public int CoverageClearPercent { get; init; } = 90;

    /// <summary>Over so many closed hours coverage is taken.</summary>
    public int CoverageHours { get; init; } = 6;

    /// <summary>A projection may wait for its store for so many minutes. One that has stopped is an alarm at once.</summary>
    public int ProjectionMinutes { get; init; } = 5;

    /// <summary>
    /// Watts for each desk or room of a zone, as the mean of an hour after closing without people. A desk draws 100 to 130 W in use and 3 to 10 W in standby; a room with
    /// lights and screen more.
    /// </summary>
    public ByZoneKind AfterHoursWatts { get; init; } = new(60, 80, 150, 300);

    /// <summary>The word for it among the equipment of a desk in the registry.</summary>
    public const string GpuEquipment = "gpu";

    /// <summary>
    /// Watts more for each desk whose equipment names a GPU. Its owner lets it compute in the evening, which is what the desk is for, and it draws 300 to 600 W (one card for training
    /// has a limit of 350 to 575 W). So a private office with one such desk is above 80 W a desk on many evenings.
    /// </summary>
    public int AfterHoursGpuWatts { get; init; } = 600;

    /// <summary>For so many closed hours in a row.</summary>
    public int AfterHoursHours { get; init; } = 2;

    /// <summary>
    /// CO₂ in ppm. GB/T 18883-2022 allows 1,000 ppm as the mean of an hour; EN 16798-1 calls 800 ppm above outdoors (about 1,220) its category II. A full
    /// meeting room is above that soon, and empties again.
    /// </summary>
    public ByZoneKind Co2Ppm { get; init; } = new(1_250, 1_250, 1_600, 1_400);

    /// <summary>For so many minutes. GB/T 18883 looks at the mean of an hour; half of it leaves time to open a window.</summary>
    public int Co2Minutes { get; init; } = 30;

    /// <summary>Minutes that a door may be held after the gateway calls it that (which it does after its own time). People hold a door for minutes (the simulated ones for seven), and a delivery takes longer in public space.</summary>
    public ByZoneKind DoorHeldMinutes { get; init; } = new(10, 10, 10, 20);

    /// <summary>
    /// A door that was forced or held, and is over when the cloud hears of it, is an alarm unless it ended longer ago than so many hours. Three days are a weekend with a day before it: somebody can
    /// still look who was there. What is older is history, whether a gateway was away for weeks or an old journal is read again; the readings of the door have it.
    /// </summary>
    public int LateHours { get; init; } = 72;

    /// <summary>For so many minutes a forced door stays an alarm after it has closed, so that somebody sees it.</summary>
    public int DoorForcedMinutes { get; init; } = 30;

    /// <summary>For so many minutes there may be more people than a zone is made for. Visitors come and go.</summary>
    public ByZoneKind OverCapacityMinutes { get; init; } = new(10, 15, 10, 20);

    /// <summary>
    /// So many percent beyond its capacity, and one person at least, a zone may have. Of a hundred people two pass a counter so close to another that it sees one, and who was counted in and
    /// not out stays in the count until the room is empty.
    /// </summary>
    public int OverCapacityPercent { get; init; } = 10;

    /// <summary>For so many minutes a condition must not hold before its alarm is cleared.</summary>
    public int ClearMinutes { get; init; } = 5;

    /// <summary>The least and the greatest value that air can have, by metric. Beyond them is the sensor: outdoor air has 420 ppm, and SCD4x measure to 5,000 or 40,000 ppm.</summary>
    public static (double Least, double Most)? Possible(string metric) => metric switch
    {
        "co2" => (300, 20_000),
        "temperature" => (-30, 60),
        "humidity" => (0.5, 100),
        "illuminance" => (0, 150_000),
        "sound" => (28, 132),
        _ => null,
    };
}

/// <summary>A threshold by the purpose of the zone; 0 judges none of that kind.</summary>
/// <param name="OpenArea">共享工位区.</param>
/// <param name="PrivateOffice">独立办公室.</param>
/// <param name="MeetingRoom">会议室.</param>
/// <param name="PublicService">公共服务区.</param>
public readonly record struct ByZoneKind(int OpenArea, int PrivateOffice, int MeetingRoom, int PublicService)
{
    /// <summary>The threshold of a zone. One whose purpose nobody has said counts as an open area.</summary>
    public int Of(ZoneKind? kind) => kind switch
    {
        ZoneKind.PrivateOffice => PrivateOffice,
        ZoneKind.MeetingRoom => MeetingRoom,
        ZoneKind.PublicService => PublicService,
        _ => OpenArea,
    };
}
