namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>What the evidence of a sensor means.</summary>
internal enum EvidenceKind
{
    /// <summary>Somebody moves. Silence means little for the first minutes.</summary>
    Motion,

    /// <summary>A pad or contact is pressed: somebody sits there, or something lies there.</summary>
    Contact,

    /// <summary>The plug draws more than standby.</summary>
    Power,

    /// <summary>The door of the room is open. People who were inside when it closed cannot leave before it opens.</summary>
    Door,

    /// <summary>More people came in than went out.</summary>
    Count,

    /// <summary>Something of the size and warmth of a person is in the view of a distance sensor or a thermal array.</summary>
    Body,
}
