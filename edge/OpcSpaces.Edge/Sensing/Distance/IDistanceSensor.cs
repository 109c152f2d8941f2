namespace OpcSpaces.Edge.Sensing.Distance;

/// <summary>A chip that measures the distance to what is in front of it by the time of flight of light (VL53L0X, VL53L1X). Read by one thread at a time.</summary>
public interface IDistanceSensor
{
    /// <summary>
    /// The distance now, in mm, or null when nothing within its range reflects its light; false when the chip does not answer or has
    /// no measurement yet.
    /// </summary>
    bool TryRead(out int? millimetres);
}
