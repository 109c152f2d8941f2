using System.Diagnostics.CodeAnalysis;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Kinds;

/// <summary>A chip whose values are reported when they have changed, and otherwise from time to time.</summary>
public abstract record ReportedPointConfig : BusPointConfig
{
    // Evidence comes too late otherwise.
    private const int LongestEvidenceSeconds = 120;

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

    /// <summary>Checks a setting that names the place for which the values are weak evidence.</summary>
    /// <param name="rules">Take the faults.</param>
    /// <param name="setting">The name of the setting.</param>
    /// <param name="place">Its value; null for none.</param>
    /// <param name="zone">The sensors of the zone.</param>
    /// <param name="readSeconds">The chip is read this often.</param>
    private protected static void CheckEvidence(SettingsRules rules, string setting, string? place, ZonePoints zone, int readSeconds)
    {
        if (place is null) return;
        if (!zone.SensesPresenceAt(place))
            rules.Fault(setting, $"\"{place}\"", "use a room or a desk of this zone that has a presence sensor, such as \"room/3\"");
        else if (zone.DeskBeside(place) is { } other)
            rules.Fault(setting, $"\"{place}\"", $"{other} is in this zone too, and air and light are never those of one desk among others: name a room that has a presence sensor, or remove it");
        else if (readSeconds > LongestEvidenceSeconds)
            rules.Fault("reportSeconds", $"{readSeconds}", $"with {setting} the sensor must be read at least every {LongestEvidenceSeconds} s: use less");
    }
}
