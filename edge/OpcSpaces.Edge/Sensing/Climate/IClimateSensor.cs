namespace OpcSpaces.Edge.Sensing.Climate;

/// <summary>A chip that measures the air (SCD4x, BME280, SHT4x). Read by one thread at a time.</summary>
public interface IClimateSensor
{
    /// <summary>The newest measurement, as the chip gives it; false when the chip does not answer. The caller checks whether the values are possible.</summary>
    bool TryRead(out AirMeasurement air);
}
