namespace OpcSpaces.Edge.Sensing.Kinds;

/// <summary>A sensor whose signal comes in on one pin.</summary>
public abstract record PinPointConfig : PointConfig
{
    /// <summary>Number of the input, as the pin driver counts.</summary>
    public required int Pin { get; init; }

    internal override IReadOnlyList<(string Setting, int Number)> Pins => [("pin", Pin)];
}
