using OpcSpaces.Edge.Sensing.Buses;

namespace OpcSpaces.FirmwareSim.Building;

/// <summary>One sensor of a point and what it is wired to; pins are unique on a gateway (those beyond a Pi's 28 are an I/O expander's).</summary>
/// <param name="ZoneId">The zone.</param>
/// <param name="PointId">The point in the zone; several sensors may serve one.</param>
/// <param name="Kind">What kind of sensor it is.</param>
/// <param name="Pin">The pin that carries its signal; meaningless for a chip on a bus.</param>
public sealed record WiredPoint(string ZoneId, string PointId, PointKind Kind, int Pin)
{
    public const int NoPin = -1;

    /// <summary>False where a description names no kind of sensor that exists: nothing else about it can be checked.</summary>
    internal bool HasKind { get; init; } = true;

    /// <summary>The second line of a sensor that has two.</summary>
    public int SecondPin { get; init; } = NoPin;

    /// <summary>The chip, for sensors on a bus.</summary>
    public BusAddress? Chip { get; init; }

    /// <summary>The constant on a meter's face.</summary>
    public int PulsesPerKilowattHour { get; init; }

    public bool ReadsCards => Kind is PointKind.Wiegand or PointKind.CardReader;

    /// <summary>All pins that it takes.</summary>
    public IEnumerable<int> Pins => Chip is not null ? [] : SecondPin == NoPin ? [Pin] : [Pin, SecondPin];
}
