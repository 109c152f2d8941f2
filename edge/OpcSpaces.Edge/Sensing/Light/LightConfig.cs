using System.Diagnostics.CodeAnalysis;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Light;

/// <summary>A light sensor. Makes <c>{point}/illuminance</c> in lx.</summary>
public sealed record LightConfig : ReportedPointConfig
{
    public LightConfig()
    {
    }

    [SetsRequiredMembers]
    private LightConfig(SettingsSection point)
        : base(point)
    {
        ReportSeconds = point.Number("reportSeconds", ReportSeconds);
        DeadbandLux = point.Real("deadbandLux", DeadbandLux);
        DeadbandPercent = point.Real("deadbandPercent", DeadbandPercent);
        LightOf = point.OptionalText("lightOf");
    }

    /// <summary>The chip is read, and changes are reported, this often, in s.</summary>
    public int ReportSeconds { get; init; } = 60;

    /// <summary>A change is reported when it is at least this many lx and at least <see cref="DeadbandPercent"/>.</summary>
    public double DeadbandLux { get; init; } = 10;

    public double DeadbandPercent { get; init; } = 10;

    /// <summary>The room, or the only desk of an office, whose lamps shine on the sensor, for example <c>room/3</c>: the light is then evidence for presence there. Null for none.</summary>
    public string? LightOf { get; init; }

    internal override IReadOnlyList<ChipType> Chips => ChipTypes;

    /// <summary>The chips that can be used.</summary>
    public static IReadOnlyList<ChipType> ChipTypes { get; } = [new("bh1750")];

    internal static SensorKind Registration { get; } = new("light", point => new LightConfig(point));

    internal override SensorKind Kind => Registration;

    internal override IReadOnlyList<PointKind> PointKinds => [PointKind.Environment];

    internal override IReadOnlyList<PointMetric> Metrics => [PointMetric.Illuminance];

    internal override void Check(SettingsRules rules, ZonePoints zone)
    {
        rules.Within("reportSeconds", ReportSeconds, 1, 3600);
        rules.Within("deadbandLux", DeadbandLux, 0, 10_000);
        rules.Within("deadbandPercent", DeadbandPercent, 0, 100);
        CheckReports(rules, ReportSeconds);
        CheckEvidence(rules, "lightOf", LightOf, zone, ReportSeconds);
    }

    internal override Func<string?> OpenTrial(IBusController buses)
    {
        var chip = buses.Open<ILightSensor>(At);
        return () => chip.TryRead(out var lux) ? FormattableString.Invariant($"{lux:0.#} lx{(LightSensor.IsPossible(lux) ? "" : ": the end of the range or beyond: too bright, or the bus is not driven")}") : null;
    }

    internal override PolledSensor BuildPolled(ISensorContext context) =>
        new LightSensor(
            context.Name, this, context.Chip<ILightSensor>(At), Report(context, PointMetric.Illuminance),
            LightOf is { } place ? context.Evidence(new LampLight(), place) : null, context.Time);
}
