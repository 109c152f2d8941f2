using OpcSpaces.Model.Usage.History;
using OpcSpaces.Points;

namespace OpcSpaces.Model.Usage.Groups;

/// <summary>
/// Which zones are in which kind of figure on which date: those of which the records know something. On a date without any such record, those of which the registry has
/// something: the records may still come.
/// </summary>
internal sealed class FigureSources
{
    private static readonly FigureKind[] Kinds = Enum.GetValues<FigureKind>();

    private readonly UsageHistory _history;
    private readonly Dictionary<FigureKind, SortedSet<string>> _registered;

    public FigureSources(UsageHistory history)
    {
        _history = history;
        var places = history.Places;
        _registered = Kinds.ToDictionary(kind => kind, kind => new SortedSet<string>(
            kind == FigureKind.Energy ? places.Points.Where(zone => places.Zones.ContainsKey(zone.Key) && zone.Any(PointKind.Meter.Has)).Select(zone => zone.Key) : places.Places.Where(place => KindOf(place.IsDesk) == kind).Select(place => place.Zone.Id),
            StringComparer.Ordinal));
    }

    /// <summary>The zones in a kind of figure, in the order of their ids.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="date">A date of the history.</param>
    public IReadOnlySet<string> On(FigureKind kind, DateOnly date)
    {
        var known = new SortedSet<string>(Known(kind, _history.Span.DayAt(date)), StringComparer.Ordinal);
        return known.Count > 0 ? known : _registered[kind];
    }

    private IEnumerable<string> Known(FigureKind kind, int day)
    {
        if (kind != FigureKind.Energy) return _history.Places.Places.Index().Where(place => KindOf(place.Item.IsDesk) == kind && _history.WholeDay(place.Index, day).KnownMs > 0).Select(place => place.Item.Zone.Id);
        var (first, end) = (_history.Span.FirstHour(day), _history.Span.FirstHour(day) + _history.Span.HoursOf(day));
        // What grew while the register was unknown is in the figure too.
        return _history.Meters.Where(meter => _history.Places.Zones.ContainsKey(meter.Zone) && Enumerable.Range(first, end - first).Any(hour => meter.ObservedMs[hour] > 0 || meter.EnergyWh[hour] > 0)).Select(meter => meter.Zone);
    }

    private static FigureKind KindOf(bool isDesk) => isDesk ? FigureKind.Desks : FigureKind.Rooms;
}
