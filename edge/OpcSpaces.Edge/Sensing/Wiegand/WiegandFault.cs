namespace OpcSpaces.Edge.Sensing.Wiegand;

/// <summary>Why the pulses on the data lines were not accepted as a card.</summary>
internal enum WiegandFault
{
    None,

    /// <summary>Two falls or two rises of a line follow each other: an edge was lost, or the line is cut.</summary>
    HalfPulse,

    /// <summary>A pulse is shorter or longer than a reader makes it, or differs from the others of its frame.</summary>
    PulseWidth,

    /// <summary>Both lines were low at the same time, which a reader never does.</summary>
    BothLow,

    /// <summary>There are not 26 or 34 bits: part of a frame, or noise.</summary>
    BitCount,

    /// <summary>The intervals between the pulses differ.</summary>
    Rhythm,

    /// <summary>A parity bit does not match.</summary>
    Parity,

    /// <summary>All bits are equal, or the facility code is not configured.</summary>
    NoCard,

    /// <summary>More edges came without a pause than any frame has.</summary>
    Storm,
}
