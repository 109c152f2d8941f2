namespace OpcSpaces.Points;

/// <summary>
/// One thing that is measured at points of certain kinds. The table that every part shares: a sensor's configuration, the wire, the
/// simulator and the projections take type, unit, measurement and nature from here.
/// </summary>
public sealed class PointMetric
{
    /// <summary>A metric of a sensor whose metrics are not in the table; the cloud stores it under its point's kind.</summary>
    public PointMetric(string name, MetricType type, string unit, string measurement, MetricNature nature, params IReadOnlyList<PointKind> kinds)
    {
        (Name, Type, Unit, Measurement, Nature, Kinds) = (name, type, unit, measurement, nature, kinds);
    }

    /// <summary>Whether a person uses the desk or the room.</summary>
    public static PointMetric Occupied { get; } =
        new("occupied", MetricType.Boolean, "", Measurements.Occupancy, MetricNature.Presence, PointKind.Desk, PointKind.Room);

    /// <summary>How many people are in the room.</summary>
    public static PointMetric Count { get; } =
        new("count", MetricType.UInt16, "people", Measurements.Occupancy, MetricNature.Presence, PointKind.Room);

    /// <summary>The meter's register.</summary>
    public static PointMetric Energy { get; } =
        new("energy", MetricType.UInt64, "Wh", Measurements.Energy, MetricNature.Register, PointKind.Meter);

    /// <summary>The power that the meter, the desk or the room draws. All watts of a zone are stored in one measurement.</summary>
    public static PointMetric Power { get; } =
        new("power", MetricType.Single, "W", Measurements.Energy, MetricNature.Gauge, PointKind.Meter, PointKind.Desk, PointKind.Room);

    /// <summary>The pseudonym of a badge that opened the door.</summary>
    public static PointMetric Entry { get; } =
        new("entry", MetricType.Text, "", Measurements.Access, MetricNature.Moment, PointKind.Door);

    /// <summary>The state of the door's contact: closed, open, held or forced.</summary>
    public static PointMetric State { get; } =
        new("state", MetricType.Text, "", Measurements.Access, MetricNature.State, PointKind.Door);

    public static PointMetric Co2 { get; } =
        new("co2", MetricType.Single, "ppm", Measurements.Environment, MetricNature.Gauge, PointKind.Environment);

    public static PointMetric Temperature { get; } =
        new("temperature", MetricType.Single, "°C", Measurements.Environment, MetricNature.Gauge, PointKind.Environment);

    /// <summary>Relative humidity.</summary>
    public static PointMetric Humidity { get; } =
        new("humidity", MetricType.Single, "%RH", Measurements.Environment, MetricNature.Gauge, PointKind.Environment);

    /// <summary>The light that falls on the sensor.</summary>
    public static PointMetric Illuminance { get; } =
        new("illuminance", MetricType.Single, "lx", Measurements.Environment, MetricNature.Gauge, PointKind.Environment);

    /// <summary>The sound level, as the one with the same energy over about a minute.</summary>
    public static PointMetric Sound { get; } =
        new("sound", MetricType.Single, "dB(A)", Measurements.Environment, MetricNature.Gauge, PointKind.Environment);

    public static IReadOnlyList<PointMetric> All { get; } = [Occupied, Count, Energy, Power, Entry, State, Co2, Temperature, Humidity, Illuminance, Sound];

    /// <summary>The last segment of a metric's full name.</summary>
    public string Name { get; }

    public MetricType Type { get; }

    /// <summary>Empty for values without a unit.</summary>
    public string Unit { get; }

    /// <summary>One of <see cref="Measurements"/>.</summary>
    public string Measurement { get; }

    public MetricNature Nature { get; }

    /// <summary>The kinds of points at which it is measured.</summary>
    public IReadOnlyList<PointKind> Kinds { get; }

    /// <summary>The metric that a full name such as <c>desk/12/occupied</c> names; null for names that are not in the table.</summary>
    public static PointMetric? Find(string fullName) => Find(MetricName.Parse(fullName));

    public static PointMetric? Find(in MetricName name)
    {
        foreach (var metric in All)
        {
            if (metric.Name == name.Metric && PointKind.Of(name.Point) is { } kind && metric.Kinds.Contains(kind))
                return metric;
        }
        return null;
    }

    /// <summary>The measurement of a full name: the metric's, else that of the point's kind; null for a name that has no known kind.</summary>
    public static string? MeasurementOf(string fullName)
    {
        var name = MetricName.Parse(fullName);
        return Find(name)?.Measurement ?? PointKind.Of(name.Point)?.Measurement;
    }

    /// <summary>Whether a full name is this metric at one of its kinds of points.</summary>
    public bool Is(string fullName) => ReferenceEquals(Find(fullName), this);

    /// <summary>Whether a full name is this metric at a point of this kind.</summary>
    public bool Is(string fullName, PointKind kind) => kind.Has(fullName) && Is(fullName);

    /// <summary>Its full name at a point.</summary>
    public string At(string point) => $"{point}/{Name}";

    public override string ToString() => Name;
}
