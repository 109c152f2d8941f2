namespace OpcSpaces.Edge.Sensing.Pins;

/// <summary>A pin went high or low at this time of the sensing clock.</summary>
public readonly record struct PinChange(bool High, DateTimeOffset At);
