namespace OpcSpaces.Wire.Sparkplug;

/// <summary>The message types of Sparkplug B 3.0 §4.1.3, in the topic written NBIRTH, NDATA, NDEATH, NCMD, DBIRTH, DDATA, DDEATH, DCMD and STATE.</summary>
public enum SparkplugMessageType
{
    NodeBirth,
    NodeData,
    NodeDeath,
    NodeCommand,
    DeviceBirth,
    DeviceData,
    DeviceDeath,
    DeviceCommand,
    State,
}
