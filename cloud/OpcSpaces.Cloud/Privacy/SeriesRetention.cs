using OpcSpaces.Cloud.Settings;
using OpcSpaces.Points;
using OpcSpaces.Storage.Deletions;
using OpcSpaces.Storage.Series;

namespace OpcSpaces.Cloud.Privacy;

/// <summary>Old readings of one measurement in the series store.</summary>
/// <param name="store">The store.</param>
/// <param name="communities">Those of this cloud: on a server, readings of others are not ours to delete.</param>
/// <param name="measurement">The measurement.</param>
/// <param name="options">How long it is kept.</param>
internal sealed class SeriesRetention(ISeriesStore store, Func<IReadOnlyCollection<string>> communities, string measurement, PrivacyOptions options) : IRetention
{
    /// <summary>All measurements, those first that may tell when one person was there.</summary>
    public static readonly IReadOnlyList<string> All =
        [Measurements.Access, Measurements.Occupancy, Measurements.Energy, Measurements.Environment, Measurements.Gateway];

    // A server that does not count is asked, and that is logged, once a day: up to when it was asked last.
    private DateTimeOffset? _askedBefore;

    public string Kind => KindOf(measurement);

    public string Rule => RuleOf(measurement, options).Rule;

    public static string KindOf(string measurement) => $"series-{measurement}";

    /// <summary>How long readings of a measurement are kept: shorter where a desk may be one person's, or a door has pseudonyms.</summary>
    public static (int Days, string Rule) RuleOf(string measurement, PrivacyOptions options) =>
        measurement is Measurements.Occupancy or Measurements.Access
            ? (options.PersonalDays, $"privacy.personalDays={options.PersonalDays}")
            : (options.SeriesDays, $"privacy.seriesDays={options.SeriesDays}");

    public DateTimeOffset DueBefore(DateTimeOffset now)
    {
        var before = now.AddDays(-RuleOf(measurement, options).Days);
        return _askedBefore is { } asked && asked.UtcDateTime.Date == before.UtcDateTime.Date ? asked : before;
    }

    public async Task<string?> RunAsync(DateTimeOffset before, Action<Deletion> log, CancellationToken stop)
    {
        if (_askedBefore == before) return null;
        var (count, isCounted) = (0L, true);
        try
        {
            await store.ExpireAsync(measurement, communities(), before, Removed, stop);
            _askedBefore = isCounted ? null : before;
        }
        finally
        {
            // Also what was removed before a fault or a stop.
            if (count > 0) log(new Deletion(Kind, "", null, before, count, Rule));
        }

        return null;

        void Removed(string community, long? removed)
        {
            count += removed ?? 0;
            if (removed is not null) return;
            isCounted = false;
            log(new Deletion(Kind, community, null, before, null, Rule));
        }
    }
}
