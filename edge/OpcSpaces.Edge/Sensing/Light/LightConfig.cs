using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Light;

/// <summary>A light sensor. Makes <c>{point}/illuminance</c> in lx.</summary>
public sealed record LightConfig : BusPointConfig
{
    /// <summary>The chip is read, and changes are reported, this often, in s.</summary>
    public int ReportSeconds { get; init; } = 60;

    /// <summary>A change is reported when it is at least this many lx and at least <see cref="DeadbandPercent"/>.</summary>
    public double DeadbandLux { get; init; } = 10;

    public double DeadbandPercent { get; init; } = 10;

    /// <summary>The value is reported at least this often, in s.</summary>
    public int SlowestReportSeconds { get; init; } = 900;

    internal override IReadOnlyList<ChipType> Chips => ChipTypes;

    /// <summary>The chips that can be used.</summary>
    public static IReadOnlyList<ChipType> ChipTypes { get; } = [new("bh1750")];

    internal static SensorKind Registration { get; } = new("light", From);

    internal override SensorKind Kind => Registration;

    internal override IReadOnlyList<PointKind> PointKinds => [PointKind.Environment];

    internal override IReadOnlyList<PointMetric> Metrics => [PointMetric.Illuminance];

    internal static LightConfig From(SettingsSection point)
    {
        var config = new LightConfig
        {
            Point = point.RequiredText("point"),
            Chip = point.RequiredText("chip"),
            Bus = point.RequiredText("bus"),
            Address = point.RequiredAddress("address"),
        };
        return config with
        {
            ReportSeconds = point.Number("reportSeconds", config.ReportSeconds),
            DeadbandLux = point.Real("deadbandLux", config.DeadbandLux),
            DeadbandPercent = point.Real("deadbandPercent", config.DeadbandPercent),
            SlowestReportSeconds = point.Number("slowestReportSeconds", config.SlowestReportSeconds),
        };
    }

    internal override void Check(SettingsRules rules, ZonePoints zone)
    {
        rules.Within("reportSeconds", ReportSeconds, 1, 3600);
        rules.Within("deadbandLux", DeadbandLux, 0, 10_000);
        rules.Within("deadbandPercent", DeadbandPercent, 0, 100);
        rules.Within("slowestReportSeconds", SlowestReportSeconds, ReportSeconds, 24 * 3600);
    }

    internal override Func<string?> OpenTrial(IBusController buses)
    {
        var chip = buses.Open<ILightSensor>(At);
        return () => chip.TryRead(out var lux) ? FormattableString.Invariant($"{lux:0.#} lx{(LightSensor.IsPossible(lux) ? "" : ": outside the range of its data sheet")}") : null;
    }

    internal override PolledSensor BuildPolled(ISensorContext context)
    {
        var report = new ValueReport(context.Metric(PointMetric.Illuminance), context.ReportTelemetry, TimeSpan.FromSeconds(SlowestReportSeconds), context.Time);
        return new LightSensor(context.Name, this, context.Chip<ILightSensor>(At), report, context.Time);
    }
}
