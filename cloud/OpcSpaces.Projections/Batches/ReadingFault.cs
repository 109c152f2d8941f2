namespace OpcSpaces.Projections.Batches;

/// <summary>Why a part of a journaled batch is no reading.</summary>
internal enum ReadingFault
{
    /// <summary>The record itself cannot be read.</summary>
    Unreadable,

    /// <summary>The birth has no metric of this alias or name.</summary>
    UnknownMetric,

    /// <summary>The value is not of the type that the birth declared, or outside of it.</summary>
    WrongType,

    /// <summary>There is no time of measurement.</summary>
    NoTimestamp,

    /// <summary>The rest of the payload breaks off.</summary>
    Damaged,
}
