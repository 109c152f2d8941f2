namespace OpcSpaces.Edge.Sensing.PowerMonitors;

/// <summary>A chip that measures electrical power (INA219). Read by one thread at a time.</summary>
public interface IPowerMonitor
{
    /// <summary>The power now, in W, as the chip measures it; false when the chip does not answer. The caller checks whether the value is possible.</summary>
    bool TryRead(out double watts);
}
