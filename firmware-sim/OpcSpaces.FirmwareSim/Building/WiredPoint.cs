using OpcSpaces.Edge.Sensing.Buses;

namespace OpcSpaces.FirmwareSim.Building;

/// <summary>
/// One sensor of a point and its wiring. Pins are unique on a gateway; those above the 28 of a Raspberry Pi belong to an I/O
/// expander.
/// </summary>
/// <param name="ZoneId">The zone.</param>
/// <param name="PointId">The point in the zone; it may have several sensors.</param>
/// <param name="Kind">The kind of sensor.</param>
/// <param name="Pin">The pin that carries its signal; not used for a chip on a bus.</param>
public sealed record WiredPoint(string ZoneId, string PointId, SensorType Kind, int Pin)
{
    public const int NoPin = -1;

    /// <summary>False where a description names no kind of sensor that exists: nothing else about it can be checked.</summary>
    internal bool HasKind { get; init; } = true;

    /// <summary>The second line of a sensor that has two.</summary>
    public int SecondPin { get; init; } = NoPin;

    /// <summary>The chip, for sensors on a bus.</summary>
    public BusAddress? Chip { get; init; }

    /// <summary>Pulses per kWh of a meter.</summary>
    public int PulsesPerKilowattHour { get; init; }

    public bool ReadsCards => SensorNames.ReadsCards(Kind);

    /// <summary>All pins that it uses.</summary>
    public IEnumerable<int> Pins => Chip is not null ? [] : SecondPin == NoPin ? [Pin] : [Pin, SecondPin];
}
