namespace OpcSpaces.Edge.Sensing.Light;

/// <summary>A chip that measures the illuminance (BH1750). Read by one thread at a time.</summary>
public interface ILightSensor
{
    /// <summary>The illuminance, in lx; false when the chip does not answer or has no measurement yet.</summary>
    bool TryRead(out double lux);
}
