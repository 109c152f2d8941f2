namespace OpcSpaces.FirmwareSim.Building;

/// <summary>The kind of sensor that serves a wired point.</summary>
public enum SensorType
{
    /// <summary>A PIR motion detector at a desk or in a room: high while it sees motion.</summary>
    Motion,

    /// <summary>The S0 output of an electricity meter: one pulse per share of a kilowatt-hour.</summary>
    PulseMeter,

    /// <summary>A pressure pad on a chair: high while it is loaded.</summary>
    Pad,

    /// <summary>A contact at a door: high while the door is open.</summary>
    DoorContact,

    /// <summary>A card reader with a Wiegand interface: data 0 on the first pin, data 1 on the second, both high at rest.</summary>
    Wiegand,

    /// <summary>Two light beams in a doorway: the outer one on the first pin, the inner one on the second; high while broken.</summary>
    LightBarriers,

    /// <summary>A power monitor on a bus, at a desk's sockets.</summary>
    PowerMonitor,

    /// <summary>A card reader on a bus, at a door.</summary>
    CardReader,

    /// <summary>An environment sensor (CO₂, temperature, humidity) on a bus.</summary>
    Climate,

    /// <summary>A light sensor on a bus.</summary>
    Light,

    /// <summary>A sound level meter at a converter on a bus.</summary>
    Sound,
}
