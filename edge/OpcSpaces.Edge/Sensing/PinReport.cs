namespace OpcSpaces.Edge.Sensing;

/// <summary>What the driver of a pin has found out about it since the last report.</summary>
/// <param name="Number">The pin.</param>
/// <param name="IsLost">The driver does not see the pin now, so its level is not known.</param>
/// <param name="LostChanges">Changes that the driver knows to have lost.</param>
internal readonly record struct PinReport(int Number, bool IsLost, long LostChanges);
