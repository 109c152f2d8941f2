namespace OpcSpaces.Edge.Sensing.Climate;

/// <summary>One measurement of the air; null what the chip does not measure.</summary>
public readonly record struct AirMeasurement(float? Co2Ppm, float? TemperatureCelsius, float? HumidityPercent);
