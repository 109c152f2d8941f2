namespace OpcSpaces.Projections.Batches;

/// <summary>Why a part of a journaled batch is not a reading.</summary>
internal enum ReadingFault
{
    /// <summary>The record itself cannot be read.</summary>
    Unreadable,

    /// <summary>The birth has no metric of this alias or name.</summary>
    UnknownMetric,

    /// <summary>The value has another type than the birth declared, or is outside of its range.</summary>
    WrongType,

    /// <summary>There is no time of measurement.</summary>
    NoTimestamp,

    /// <summary>The payload is damaged from here on.</summary>
    Damaged,
}
