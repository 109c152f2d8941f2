namespace OpcSpaces.Wire.Host;

/// <summary>Why a host needs a node's births again.</summary>
public enum RebirthReason
{
    /// <summary>Something arrived from a node that is not born, or is dead.</summary>
    NodeNotBorn,

    /// <summary>Data or a death of a device without a birth.</summary>
    DeviceNotBorn,

    /// <summary>A missing <c>seq</c> did not arrive within the reorder timeout.</summary>
    SequenceGap,

    /// <summary>Data with an alias or a name that the birth does not have.</summary>
    UnknownMetric,

    /// <summary>A birth that could not be read or was too large.</summary>
    BirthRejected,
}
