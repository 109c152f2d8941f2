using OpcSpaces.Cloud.Settings;
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
    // A server that does not count is asked, and that is logged, once a day: up to when it was asked last.
    private DateTimeOffset? _askedBefore;

    public RetentionRule Rule { get; } = RetentionRule.Series(measurement, options);

    public DateTimeOffset DueBefore(DateTimeOffset now)
    {
        var before = Rule.DueBefore(now);
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
            if (count > 0) log(new Deletion(Rule.Kind, "", null, before, count, Rule.Setting));
        }

        return null;

        void Removed(string community, long? removed)
        {
            count += removed ?? 0;
            if (removed is not null) return;
            isCounted = false;
            log(new Deletion(Rule.Kind, community, null, before, null, Rule.Setting));
        }
    }
}
