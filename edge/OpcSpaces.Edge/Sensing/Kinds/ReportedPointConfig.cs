using System.Diagnostics.CodeAnalysis;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Kinds;

/// <summary>A chip whose values are reported when they have changed, and otherwise from time to time.</summary>
public abstract record ReportedPointConfig : BusPointConfig
{
    private protected ReportedPointConfig()
    {
    }

    [SetsRequiredMembers]
    private protected ReportedPointConfig(SettingsSection point)
        : base(point) => SlowestReportSeconds = point.Number("slowestReportSeconds", SlowestReportSeconds);

    /// <summary>The values are reported at least this often, in s.</summary>
    public int SlowestReportSeconds { get; init; } = 900;

    /// <summary>Reports one of the values.</summary>
    private protected ValueReport Report(ISensorContext context, PointMetric metric) =>
        new(context.Metric(metric), context.ReportTelemetry, TimeSpan.FromSeconds(SlowestReportSeconds), context.Time);

    /// <param name="rules">Take the faults.</param>
    /// <param name="readSeconds">The chip is read this often.</param>
    private protected void CheckReports(SettingsRules rules, int readSeconds) => rules.Within("slowestReportSeconds", SlowestReportSeconds, readSeconds, 24 * 3600);
}
