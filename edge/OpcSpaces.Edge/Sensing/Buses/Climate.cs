namespace OpcSpaces.Edge.Sensing.Buses;

/// <summary>One measurement of the air; null what the chip does not measure.</summary>
public readonly record struct Climate(float? Co2Ppm, float? TemperatureCelsius, float? HumidityPercent);
