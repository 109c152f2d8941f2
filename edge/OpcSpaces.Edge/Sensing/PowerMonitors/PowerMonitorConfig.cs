using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.PowerMonitors;

/// <summary>A power monitor at the sockets of a desk. Makes <c>{point}/power</c> in W, and is evidence for <c>{point}/occupied</c>.</summary>
public sealed record PowerMonitorConfig : BusPointConfig
{
    /// <summary>From this power on somebody works there, in W. Standby is 3 to 10 W.</summary>
    public double ActiveWatts { get; init; } = 30;

    /// <summary>The most that the socket can supply, in W. More is a fault.</summary>
    public double MaximumWatts { get; init; } = 3680;

    /// <summary>The chip is read this often, in s.</summary>
    public int PollSeconds { get; init; } = 10;

    /// <summary>A change is reported when it is at least this many W and at least <see cref="DeadbandPercent"/>.</summary>
    public double DeadbandWatts { get; init; } = 5;

    public double DeadbandPercent { get; init; } = 5;

    /// <summary>The value is reported at least this often, in s.</summary>
    public int SlowestReportSeconds { get; init; } = 900;

    internal override IReadOnlyList<ChipType> Chips => ChipTypes;

    /// <summary>The chips that can be used.</summary>
    public static IReadOnlyList<ChipType> ChipTypes { get; } = [new("ina219")];

    internal static SensorKind Registration { get; } = new("powerMonitor", From);

    internal override SensorKind Kind => Registration;

    internal override IReadOnlyList<PointKind> PointKinds => [PointKind.Desk, PointKind.Room];

    internal override IReadOnlyList<PointMetric> Metrics =>
        [PointMetric.Power, PointMetric.Occupied];

    internal static PowerMonitorConfig From(SettingsSection point)
    {
        var config = new PowerMonitorConfig
        {
            Point = point.RequiredText("point"),
            Chip = point.RequiredText("chip"),
            Bus = point.RequiredText("bus"),
            Address = point.RequiredAddress("address"),
        };
        return config with
        {
            ActiveWatts = point.Real("activeWatts", config.ActiveWatts),
            MaximumWatts = point.Real("maximumWatts", config.MaximumWatts),
            PollSeconds = point.Number("pollSeconds", config.PollSeconds),
            DeadbandWatts = point.Real("deadbandWatts", config.DeadbandWatts),
            DeadbandPercent = point.Real("deadbandPercent", config.DeadbandPercent),
            SlowestReportSeconds = point.Number("slowestReportSeconds", config.SlowestReportSeconds),
        };
    }

    internal override void Check(SettingsRules rules, ZonePoints zone)
    {
        rules.Within("activeWatts", ActiveWatts, 1, 10_000);
        rules.Within("maximumWatts", MaximumWatts, ActiveWatts, 25_000);
        rules.Within("pollSeconds", PollSeconds, 1, 3600);
        rules.Within("deadbandWatts", DeadbandWatts, 0, 1000);
        rules.Within("deadbandPercent", DeadbandPercent, 0, 100);
        rules.Within("slowestReportSeconds", SlowestReportSeconds, PollSeconds, 24 * 3600);
    }

    internal override PolledSensor BuildPolled(ISensorContext context)
    {
        var report = new ValueReport(context.Metric(PointMetric.Power), context.ReportTelemetry, TimeSpan.FromSeconds(SlowestReportSeconds), context.Time);
        return new PowerMonitor(context.Name, this, context.Chip<IPowerMonitor>(At), report, context.Evidence(EvidenceKind.Power), context.Time);
    }
}
