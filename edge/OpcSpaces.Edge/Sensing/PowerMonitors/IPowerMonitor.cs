namespace OpcSpaces.Edge.Sensing.PowerMonitors;

/// <summary>A chip that measures electrical power (INA219, or ADS1115 with a current clamp). Read by one thread at a time.</summary>
public interface IPowerMonitor
{
    /// <summary>The power now, in W, as the chip measures it with what is wired to it (<see cref="Buses.ChipWiring"/>); false when the chip does not answer. The caller checks whether the value is possible.</summary>
    bool TryRead(out double watts);
}
