namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>What a sensor's word about a place means.</summary>
internal enum EvidenceKind
{
    /// <summary>Somebody moves; silence says little for some minutes.</summary>
    Motion,

    /// <summary>A pad or contact is pressed: somebody sits there, or something lies there.</summary>
    Contact,

    /// <summary>The plug draws more than standby.</summary>
    Power,

    /// <summary>The door of the room is open; who was there when it closed cannot have left before it opens.</summary>
    Door,

    /// <summary>More people came in than went out.</summary>
    Count,
}
