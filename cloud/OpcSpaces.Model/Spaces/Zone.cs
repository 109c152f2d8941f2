namespace OpcSpaces.Model.Spaces;

/// <summary>
/// The smallest space that is allocated, metered and audited. Its id is unique in the community and is the Sparkplug device id of its
/// readings.
/// </summary>
public sealed record Zone(
    string Id,
    string Name,
    ZoneKind Kind,
    Rectangle Rectangle,
    IReadOnlyList<Desk> Desks,
    IReadOnlyList<Meter> Meters)
{
    /// <summary>Rooms without desks of their own that are sensed as a whole: a meeting room, a lounge, an office.</summary>
    public IReadOnlyList<Room> Rooms { get; init; } = [];

    public IReadOnlyList<Door> Doors { get; init; } = [];

    public IReadOnlyList<EnvironmentSensor> Environment { get; init; } = [];
}

/// <summary>The use of a zone.</summary>
public enum ZoneKind
{
    /// <summary>共享工位区: desks without walls between them.</summary>
    OpenArea,

    /// <summary>独立办公室: a closed office with one tenant.</summary>
    PrivateOffice,

    /// <summary>会议室: a room that is booked by the hour.</summary>
    MeetingRoom,

    /// <summary>公共服务区: reception, pantry, lounge, roadshow hall.</summary>
    PublicService,
}
