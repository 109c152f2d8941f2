namespace OpcSpaces.Edge.Sensing.PowerMonitors;

/// <summary>Electrical power that is asked for (INA219 and its like). Asked by one thread at a time.</summary>
public interface IPowerMonitor
{
    /// <summary>The power now, in W, as the chip says it; false when the chip does not answer. Judging the value is the caller's.</summary>
    bool TryRead(out double watts);
}
