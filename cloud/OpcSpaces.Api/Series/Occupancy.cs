using OpcSpaces.Model.Usage;
using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Points.Hours;
using OpcSpaces.Storage.Series;

namespace OpcSpaces.Api.Series;

/// <summary>
/// Occupied and known time of one place. What was observed is known from the usage records alone: a gateway that is away sends nothing, as a desk where nothing
/// happens. So closed hours have the observed time of their record, and of an hour that is not closed counts what lies before the newest reading. Times in ms since 1970 UTC.
/// </summary>
/// <param name="records">The place in each closed hour, by its beginning; null where the record does not have it.</param>
/// <param name="held">The readings.</param>
/// <param name="nowMs">Now.</param>
internal sealed class Occupancy(IReadOnlyDictionary<long, PlaceUsage?> records, HeldTime held, long nowMs)
{
    /// <summary>An hour that is not closed after so long waits for its gateway, and is unknown.</summary>
    public const long OpenMs = 3L * CommunityCalendar.HourMs;

    /// <summary>Known and occupied time of a part. A part is whole hours, or a part of one.</summary>
    /// <param name="fromMs">Its beginning.</param>
    /// <param name="toMs">Its end.</param>
    /// <param name="phaseMs">When hours begin, after those of UTC.</param>
    public (long KnownMs, long OccupiedMs) Between(long fromMs, long toMs, int phaseMs)
    {
        var (known, occupied) = (0L, 0L);
        for (var at = fromMs; at < toMs;)
        {
            var hour = MetricHour.StartOf(at, phaseMs);
            var end = Math.Min(toMs, hour + CommunityCalendar.HourMs);
            var part = At(hour, at, end);
            (known, occupied, at) = (known + part.KnownMs, occupied + part.OccupiedMs, end);
        }

        return (known, occupied);
    }

    /// <summary>The parts that are known in part at least.</summary>
    public IEnumerable<SeriesPart> Parts(SeriesGrid grid, int phaseMs)
    {
        for (var index = 0; index < grid.Count; index++)
        {
            var start = grid.StartNs(index) / SeriesSteps.NsPerMs;
            var (known, occupied) = Between(start, Math.Min(nowMs, grid.StartNs(index + 1) / SeriesSteps.NsPerMs), phaseMs);
            if (known > 0) yield return new SeriesPart(DateTimeOffset.FromUnixTimeMilliseconds(start), OccupiedSeconds: occupied / 1e3, KnownSeconds: known / 1e3, Share: (double)occupied / known);
        }
    }

    private (long KnownMs, long OccupiedMs) At(long hour, long from, long to)
    {
        if (!records.TryGetValue(hour, out var record))
            return hour >= nowMs - OpenMs && held.NewestMs is { } newest && newest > from ? held.Between(from, Math.Min(to, newest)) : (0, 0);
        if (record is not { ObservedMs: > 0 } place) return (0, 0);
        if (to - from == CommunityCalendar.HourMs) return (place.ObservedMs, place.OccupiedMs);
        // Where readings hold for longer than was observed, the record does not say when it was not: every part has its share of it.
        var (whole, _) = held.Between(hour, hour + CommunityCalendar.HourMs);
        var (known, occupied) = held.Between(from, to);
        return whole <= place.ObservedMs ? (known, occupied) : (known * place.ObservedMs / whole, occupied * place.ObservedMs / whole);
    }
}
