namespace OpcSpaces.Model.Spaces;

/// <summary>
/// The smallest space that is allocated, metered and audited; its id is unique in the community and is the Sparkplug
/// device id under which its readings travel.
/// </summary>
public sealed record Zone(
    string Id,
    string Name,
    ZoneKind Kind,
    Rectangle Rectangle,
    IReadOnlyList<Desk> Desks,
    IReadOnlyList<Meter> Meters)
{
    /// <summary>Places without desks whose people are counted or seen as one: a meeting room, a lounge, an office as a whole.</summary>
    public IReadOnlyList<Room> Rooms { get; init; } = [];

    public IReadOnlyList<Door> Doors { get; init; } = [];

    public IReadOnlyList<EnvironmentSensor> Environment { get; init; } = [];
}

/// <summary>What a zone is for.</summary>
public enum ZoneKind
{
    /// <summary>共享工位区: rows of desks without walls between them.</summary>
    OpenArea,

    /// <summary>独立办公室: a closed office of one tenant.</summary>
    PrivateOffice,

    /// <summary>会议室: a room that is booked by the hour.</summary>
    MeetingRoom,

    /// <summary>公共服务区: reception, pantry, lounge, roadshow hall.</summary>
    PublicService,
}
