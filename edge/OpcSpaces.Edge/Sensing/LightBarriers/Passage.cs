namespace OpcSpaces.Edge.Sensing.LightBarriers;

/// <summary>What somebody did between two light beams.</summary>
internal enum Passage
{
    /// <summary>Nothing is completed yet.</summary>
    None,
    In,
    Out,

    /// <summary>Somebody came between the beams and went back, or moved a hand through one beam.</summary>
    TurnedBack,

    /// <summary>Both beams changed at the same time, so the direction is unknown.</summary>
    Undirected,

    /// <summary>Faster than anybody can run.</summary>
    TooFast,
}
