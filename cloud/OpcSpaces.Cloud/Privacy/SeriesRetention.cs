using OpcSpaces.Cloud.Settings;
using OpcSpaces.Points;
using OpcSpaces.Storage.Deletions;
using OpcSpaces.Storage.Series;

namespace OpcSpaces.Cloud.Privacy;

/// <summary>Old readings of one measurement in the series store.</summary>
internal sealed class SeriesRetention(ISeriesStore store, string measurement, PrivacyOptions options) : IRetention
{
    /// <summary>All measurements, those first that may tell when one person was there.</summary>
    public static readonly IReadOnlyList<string> All =
        [Measurements.Access, Measurements.Occupancy, Measurements.Energy, Measurements.Environment, Measurements.Gateway];

    // A server that does not count is asked, and that is logged, once a day.
    private DateTime? _uncountedOn;

    public string Kind => KindOf(measurement);

    public string Rule => RuleOf(measurement, options).Rule;

    public static string KindOf(string measurement) => $"series-{measurement}";

    /// <summary>How long readings of a measurement are kept: shorter where a desk may be one person's, or a door has pseudonyms.</summary>
    public static (int Days, string Rule) RuleOf(string measurement, PrivacyOptions options) =>
        measurement is Measurements.Occupancy or Measurements.Access
            ? (options.PersonalDays, $"privacy.personalDays={options.PersonalDays}")
            : (options.SeriesDays, $"privacy.seriesDays={options.SeriesDays}");

    public DateTimeOffset DueBefore(DateTimeOffset now) => now.AddDays(-RuleOf(measurement, options).Days);

    public async Task<string?> RunAsync(DateTimeOffset before, Action<Deletion> log, CancellationToken stop)
    {
        if (_uncountedOn == before.UtcDateTime.Date) return null;
        var count = await store.ExpireAsync(measurement, before, stop);
        if (count is null) _uncountedOn = before.UtcDateTime.Date;
        if (count is not 0) log(new Deletion(Kind, "", null, before, count, Rule));
        return null;
    }
}
