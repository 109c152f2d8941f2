namespace OpcSpaces.Edge.Sensing.Wiegand;

/// <summary>Why what came in over the data lines is no card.</summary>
internal enum WiegandFault
{
    None,

    /// <summary>A fall without a rise or the reverse: an edge was lost, or a line is cut.</summary>
    HalfPulse,

    /// <summary>Shorter or longer than a reader's pulses, or unlike the others of its frame.</summary>
    PulseWidth,

    /// <summary>Both lines were low together, which no reader does.</summary>
    BothLow,

    /// <summary>Not 26 or 34 bits: half a frame, or noise between.</summary>
    BitCount,

    /// <summary>The pulses do not come in one beat.</summary>
    Rhythm,

    Parity,

    /// <summary>All bits the same, or a facility that is not ours.</summary>
    NoCard,

    /// <summary>More edges than any frame has.</summary>
    Storm,
}
