using OpcSpaces.Answers.Series;
using OpcSpaces.Model.Usage;
using OpcSpaces.Model.Usage.Calendars;

namespace OpcSpaces.Api.Series;

/// <summary>
/// Occupied and known time of one place. What was observed is known from the usage records alone: a gateway that is away sends nothing, as a desk where nothing
/// happens. So closed hours have the observed time of their record, and of an hour that is not closed counts what lies before the newest reading. Times in ms since 1970 UTC.
/// </summary>
/// <param name="span">The parts: whole hours, or whole numbers of them make an hour.</param>
/// <param name="newestMs">When the newest reading was made; null for none.</param>
/// <param name="nowMs">Now.</param>
internal sealed class Occupancy(SeriesSpan span, long? newestMs, long nowMs)
{
    /// <summary>An hour that is not closed after so long waits for its gateway, and is unknown.</summary>
    public const long OpenMs = 3L * CommunityCalendar.HourMs;

    private readonly List<SeriesPart> _parts = [];
    private int _index;
    private long _knownMs, _occupiedMs; // of the part that is being summed up

    /// <summary>Adds an hour; each after the one before it.</summary>
    /// <param name="hour">Its beginning.</param>
    /// <param name="isClosed">Whether it has a record.</param>
    /// <param name="place">The place in its record; null where that does not have it.</param>
    /// <param name="held">Its readings.</param>
    public void Take(long hour, bool isClosed, PlaceUsage? place, HeldTime held)
    {
        var (at, until) = (Math.Max(hour, span.FromNs / SeriesSteps.NsPerMs), Math.Min(hour + CommunityCalendar.HourMs, Math.Min(nowMs, span.ToNs / SeriesSteps.NsPerMs)));
        while (at < until)
        {
            var index = span.Grid.IndexOf(at * SeriesSteps.NsPerMs);
            if (index != _index) Close();
            _index = index;
            var end = Math.Min(until, StartMs(index + 1));
            var (known, occupied) = isClosed ? InClosed(hour, place, held, at, end) : InOpen(hour, held, at, end);
            (_knownMs, _occupiedMs, at) = (_knownMs + known, _occupiedMs + occupied, end);
        }
    }

    /// <summary>The parts that are known in part at least.</summary>
    public IReadOnlyList<SeriesPart> End()
    {
        Close();
        return _parts;
    }

    private void Close()
    {
        if (_knownMs > 0)
            _parts.Add(new SeriesPart(DateTimeOffset.FromUnixTimeMilliseconds(StartMs(_index)), OccupiedSeconds: _occupiedMs / 1e3, KnownSeconds: _knownMs / 1e3, Share: (double)_occupiedMs / _knownMs));
        (_knownMs, _occupiedMs) = (0, 0);
    }

    private (long KnownMs, long OccupiedMs) InOpen(long hour, HeldTime held, long from, long to) =>
        hour >= nowMs - OpenMs && newestMs is { } newest && newest > from ? held.Between(from, Math.Min(to, newest)) : (0, 0);

    private static (long KnownMs, long OccupiedMs) InClosed(long hour, PlaceUsage? record, HeldTime held, long from, long to)
    {
        if (record is not { ObservedMs: > 0 } place) return (0, 0);
        if (to - from == CommunityCalendar.HourMs) return (place.ObservedMs, place.OccupiedMs);
        // Where readings hold for longer than was observed, the record does not say when it was not: every part has its share of it.
        var (whole, _) = held.Between(hour, hour + CommunityCalendar.HourMs);
        var (known, occupied) = held.Between(from, to);
        return whole <= place.ObservedMs ? (known, occupied) : (known * place.ObservedMs / whole, occupied * place.ObservedMs / whole);
    }

    private long StartMs(int index) => span.StartNs(index) / SeriesSteps.NsPerMs;
}
