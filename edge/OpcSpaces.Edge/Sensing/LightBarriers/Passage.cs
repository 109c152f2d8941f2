namespace OpcSpaces.Edge.Sensing.LightBarriers;

/// <summary>What somebody did between two light beams.</summary>
internal enum Passage
{
    /// <summary>Not over yet.</summary>
    None,
    In,
    Out,

    /// <summary>Came between the beams and went back, or waved a hand through one.</summary>
    TurnedBack,

    /// <summary>Both beams changed together: somebody, but who knows where to.</summary>
    Undirected,

    /// <summary>Faster than anybody walks.</summary>
    TooFast,
}
