using OpcSpaces.Cloud.Settings;
using OpcSpaces.Points;
using OpcSpaces.Storage.Deletions;

namespace OpcSpaces.Cloud.Privacy;

/// <summary>For how long one kind of data is kept. What deletes it and what only says what is due have it from here.</summary>
/// <param name="Kind">A short name for logs, status and the log of deletions, such as <c>raw-readings</c>.</param>
/// <param name="Setting">The setting with its value, such as <c>privacy.rawDays=30</c>.</param>
/// <param name="DueBefore">Everything before this time is due, from the present.</param>
internal sealed record RetentionRule(string Kind, string Setting, Func<DateTimeOffset, DateTimeOffset> DueBefore)
{
    private const int LastZoneHours = 12; // the year has begun everywhere

    /// <summary>All measurements of the series store, those first that may tell when one person was there.</summary>
    public static readonly IReadOnlyList<string> Measured =
        [Measurements.Access, Measurements.Occupancy, Measurements.Energy, Measurements.Environment, Measurements.Gateway];

    public static RetentionRule Raw(PrivacyOptions options) => Days("raw-readings", "rawDays", options.RawDays);

    /// <summary>Shorter where a desk may be one person's, or a door has pseudonyms.</summary>
    public static RetentionRule Series(string measurement, PrivacyOptions options) => measurement is Measurements.Occupancy or Measurements.Access
        ? Days($"series-{measurement}", "personalDays", options.PersonalDays)
        : Days($"series-{measurement}", "seriesDays", options.SeriesDays);

    public static RetentionRule DeadLetters(PrivacyOptions options) => Days("dead-letters", "personalDays", options.PersonalDays);

    public static RetentionRule AccessLog(PrivacyOptions options) => Days(InstallationKinds.AccessLog, "accessLogDays", options.AccessLogDays);

    public static RetentionRule Alarms(PrivacyOptions options) => Days("alarms", "alarmDays", options.AlarmDays);

    /// <summary>Whole years, in UTC; each community has its own midnight.</summary>
    public static RetentionRule Usage(PrivacyOptions options) => new(
        "usage-records", $"privacy.usageYears={options.UsageYears}", now => new DateTimeOffset(now.UtcDateTime.AddHours(-LastZoneHours).Year - options.UsageYears, 1, 1, 0, 0, 0, TimeSpan.Zero));

    private static RetentionRule Days(string kind, string name, int days) => new(kind, $"privacy.{name}={days}", now => now.AddDays(-days));
}
