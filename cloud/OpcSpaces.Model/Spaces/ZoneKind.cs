namespace OpcSpaces.Model.Spaces;

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
