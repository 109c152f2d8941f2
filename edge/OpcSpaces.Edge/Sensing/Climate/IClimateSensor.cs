namespace OpcSpaces.Edge.Sensing.Climate;

/// <summary>The air that is asked for (SCD4x, BME280). Asked by one thread at a time.</summary>
public interface IClimateSensor
{
    /// <summary>The newest measurement, as the chip says it; false when the chip does not answer. Judging the values is the caller's.</summary>
    bool TryRead(out AirMeasurement air);
}
