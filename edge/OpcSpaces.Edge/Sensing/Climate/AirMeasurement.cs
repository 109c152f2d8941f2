namespace OpcSpaces.Edge.Sensing.Climate;

/// <summary>One measurement of the air. A quantity that the chip does not measure is null.</summary>
public readonly record struct AirMeasurement(float? Co2Ppm, float? TemperatureCelsius, float? HumidityPercent);
