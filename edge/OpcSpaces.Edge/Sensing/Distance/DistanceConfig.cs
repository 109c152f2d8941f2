using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Distance;

/// <summary>A distance sensor that looks at a seat, from under the desk or over the screen. Makes <c>{point}/occupied</c>.</summary>
public sealed record DistanceConfig : BusPointConfig
{
    /// <summary>Somebody is there while something is as near as this, in mm. Less than the distance to the back of the empty chair.</summary>
    public int NearMillimetres { get; init; } = 700;

    /// <summary>The chip is read this often, in ms.</summary>
    public int PollMs { get; init; } = 1000;

    /// <summary>A change must last this long to count, in s: people pass by.</summary>
    public int LastingSeconds { get; init; } = 5;

    internal override IReadOnlyList<ChipType> Chips => ChipTypes;

    /// <summary>The chips that can be used.</summary>
    public static IReadOnlyList<ChipType> ChipTypes { get; } = [new("vl53l0x"), new("vl53l1x")];

    internal static SensorKind Registration { get; } = new("distance", From);

    internal override SensorKind Kind => Registration;

    internal override IReadOnlyList<PointKind> PointKinds => [PointKind.Desk, PointKind.Room];

    internal override IReadOnlyList<PointMetric> Metrics => [PointMetric.Occupied];

    internal static DistanceConfig From(SettingsSection point)
    {
        var config = new DistanceConfig
        {
            Point = point.RequiredText("point"),
            Chip = point.RequiredText("chip"),
            Bus = point.RequiredText("bus"),
            Address = point.RequiredAddress("address"),
        };
        return config with
        {
            NearMillimetres = point.Number("nearMillimetres", config.NearMillimetres),
            PollMs = point.Number("pollMs", config.PollMs),
            LastingSeconds = point.Number("lastingSeconds", config.LastingSeconds),
        };
    }

    internal override void Check(SettingsRules rules, ZonePoints zone)
    {
        rules.Within("nearMillimetres", NearMillimetres, 50, Chip == "vl53l0x" ? 1200 : 3600);
        rules.Within("pollMs", PollMs, 200, 60_000);
        rules.Within("lastingSeconds", LastingSeconds, 0, 60);
    }

    internal override Func<string?> OpenTrial(IBusController buses)
    {
        var chip = buses.Open<IDistanceSensor>(At);
        return () => chip.TryRead(out var distance) ? distance is { } mm ? $"{mm} mm" : "nothing in range" : null;
    }

    internal override PolledSensor BuildPolled(ISensorContext context) =>
        new DistanceSensor(context.Name, this, context.Chip<IDistanceSensor>(At), context.Evidence(EvidenceKind.Body), context.Time);
}
