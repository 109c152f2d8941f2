using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Kinds;

/// <summary>
/// One sensor and the point that it measures: the settings, the rules for them, and how the sensor is built. Several sensors may
/// serve one point, as long as no two make the same metric. The exception is <see cref="PointMetric.Occupied"/>, which all sensors of a
/// place make together (<see cref="PresencePlace"/>).
/// </summary>
public abstract record PointConfig
{
    /// <summary><c>desk/12</c> or <c>meter/3</c>: a kind, a slash and a number (<see cref="PointId"/>). Metric names begin with it.</summary>
    public required string Point { get; init; }

    /// <summary>The kind of sensor, as the word in a configuration file.</summary>
    public string Sensor => Kind.Name;

    /// <summary>What is true of every sensor of this kind.</summary>
    public SensorDescription Describe() =>
        new(Sensor, PointKinds, [.. Pins.Select(pin => pin.Setting)], this is BusPointConfig chip ? chip.Chips : [], ReadsCards);

    internal abstract SensorKind Kind { get; }

    /// <summary>The kinds of point that this sensor can measure, for example <c>desk</c>.</summary>
    internal abstract IReadOnlyList<PointKind> PointKinds { get; }

    /// <summary>The metrics that it makes or helps to make.</summary>
    internal abstract IReadOnlyList<PointMetric> Metrics { get; }

    /// <summary>The pins that it needs, with the names of their settings.</summary>
    internal virtual IReadOnlyList<(string Setting, int Number)> Pins => [];

    /// <summary>The resistor that the input of this setting needs. By default one to ground: signals are active high, and an unplugged one is low.</summary>
    internal virtual PinPull PullOf(string setting) => PinPull.Down;

    /// <summary>True for a signal whose edges must be known to less than a millisecond, or whose pulses are short. A port expander cannot carry it.</summary>
    internal virtual bool NeedsExactEdges => false;

    /// <summary>True for a sensor that reads cards: the gateway then needs a badge key, and a door contact at the same point knows who was let in.</summary>
    internal virtual bool ReadsCards => false;

    /// <summary>How presence at the point is judged, or null where this sensor says nothing about that. The first sensor of a point decides.</summary>
    internal virtual PresenceConfig? Presence => null;

    /// <summary>Another point of the zone for whose presence this sensor gives evidence; null for none.</summary>
    internal virtual string? GivesEvidenceAt => null;

    /// <summary>Adds the faults of its pins or its place on a bus.</summary>
    internal virtual void CheckWires(SettingsRules rules, WireRules wires)
    {
        foreach (var (setting, number) in Pins) wires.CheckPin(rules, setting, number);
    }

    /// <summary>Adds the faults of its own settings, and of those that need another sensor of the zone.</summary>
    internal abstract void Check(SettingsRules rules, ZonePoints zone);

    /// <summary>
    /// Builds the running sensor, which belongs to the caller. Throws <see cref="SettingsException"/> for a pin or a chip that the
    /// hardware does not have.
    /// </summary>
    internal abstract ISensor Build(ISensorContext context);
}
