namespace OpcSpaces.Edge.Sensing.Pins;

/// <summary>The resistor inside the hardware that holds an input whose wire is open.</summary>
public enum PinPull
{
    /// <summary>None: the wire or the board has its own.</summary>
    None,

    /// <summary>To 3.3 V, about 50 kΩ: for contacts to ground, and for open outputs such as those of Wiegand readers.</summary>
    Up,

    /// <summary>To ground, about 50 kΩ: for contacts to 3.3 V, and so that an unplugged output reads as low.</summary>
    Down,
}
