using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Usage.History;
using OpcSpaces.Model.Usage.Metrics;
using OpcSpaces.Model.Usage.Tenancy;

namespace OpcSpaces.Model.Usage.Groups;

/// <summary>
/// Which zones must not have figures of their own for somebody who may not see desks: a figure of a zone whose tenants have fewer than five
/// people tells when a person was there. A firm that leases desks counts with as many people as it has desks there at most. A zone without leases on a date is used by the whole community.
/// Where a community gives no figures of single desks, that is so for everybody, a zone of fewer than five desks is withheld too, and of one of fewer than five rooms the figures of its rooms.
/// </summary>
/// <remarks>
/// The total of a community less its other zones is the figure of the zones that are withheld. So of each kind of figure (<see cref="FigureKind"/>), those that are withheld and are in it must together be of
/// five people or more and be two zones or more; else further zones that are in it are withheld, those with the fewest people first, and when that is not enough, the total of the kind. It is decided
/// for each date, and some dates withhold what any of them does. So no difference of two answers about any dates, zones and
/// totals is about fewer people. What stays possible is to compare answers that were made before and after a lease was entered for a past date, or before and after records of a date came.
/// </remarks>
public sealed class SmallGroups
{
    /// <summary>Our choice; no statute names a number.</summary>
    public const int LeastPeople = 5;

    private readonly HashSet<string> _zones = new(StringComparer.Ordinal);
    private readonly HashSet<string> _rooms = new(StringComparer.Ordinal); // zones whose rooms alone are withheld
    private readonly HashSet<FigureKind> _totals = [];
    private readonly HashSet<FigureKind> _kinds = [];

    private SmallGroups()
    {
    }

    /// <summary>Withholds nothing.</summary>
    public static SmallGroups None { get; } = new();

    /// <summary>Whether figures of a zone are withheld.</summary>
    public bool HideZone(string zone) => _zones.Contains(zone);

    /// <summary>Whether figures of the rooms of a zone are withheld.</summary>
    public bool HideRooms(string zone) => HideZone(zone) || _rooms.Contains(zone);

    /// <summary>The desks and rooms of a zone that a figure of both may be about: without rooms that are withheld, because with them it would be their figure less that of its desks.</summary>
    public IReadOnlyList<int> Told(CommunityPlaces places, string zone) => HideZone(zone) ? [] : places.Where(place => place.Zone.Id == zone && (place.IsDesk || !HideRooms(zone)));

    /// <summary>Whether a kind of figure is withheld of the community as a whole.</summary>
    public bool HideTotal(FigureKind kind) => _totals.Contains(kind);

    /// <summary>Whether there is nothing to tell about a zone, or about the community as a whole.</summary>
    /// <param name="zone">Null for the community.</param>
    /// <param name="only">The only kind that is asked about; null for all.</param>
    public bool Hide(string? zone, FigureKind? only = null) =>
        zone is not null ? (only == FigureKind.Rooms ? HideRooms(zone) : HideZone(zone)) : only is { } kind ? HideTotal(kind) : _totals.Count > 0 && _kinds.IsSubsetOf(_totals);

    /// <summary>A figure that is withheld.</summary>
    public static Figure Withheld(string unit) => Figure.Missing(unit, 0, $"it is withheld: it is about fewer than {LeastPeople} people, desks or rooms, or the difference to other figures would be");

    /// <summary>A figure of the community as a whole, or that it is withheld.</summary>
    public Figure Total(FigureKind kind, in Figure figure) => HideTotal(kind) ? Withheld(figure.Unit) : figure;

    /// <summary>What the dates of a history withhold.</summary>
    /// <param name="rows">The registry's rows.</param>
    /// <param name="history">The records of the dates.</param>
    public static SmallGroups Of(RegistryRows rows, UsageHistory history) =>
        Of(rows, history.Places.Community, history.Span.Days[0].Date, history.Span.Days[^1].Date, new FigureSources(history).On);

    /// <summary>What some dates withhold.</summary>
    /// <param name="rows">The registry's rows.</param>
    /// <param name="community">The community; rows of others are left out.</param>
    /// <param name="from">The first date.</param>
    /// <param name="to">The last date.</param>
    /// <param name="sources">The zones that are in a kind of figure on a date.</param>
    internal static SmallGroups Of(RegistryRows rows, string community, DateOnly from, DateOnly to, Func<FigureKind, DateOnly, IReadOnlySet<string>> sources)
    {
        var people = new ZonePeople(rows, community);
        var groups = new SmallGroups();
        var decided = new HashSet<string>(StringComparer.Ordinal);
        for (var date = from; date <= to; date = date.AddDays(1))
        {
            var present = people.On(date);
            var kinds = Enum.GetValues<FigureKind>().ToDictionary(kind => kind, kind => sources(kind, date));
            // Most dates are as the one before.
            if (decided.Add(string.Join('\n', kinds.Values.SelectMany(zones => zones.Append("")).Prepend($"{present.Number}")))) groups.Add(present, kinds);
        }

        return groups;
    }

    private void Add(PeopleOnDate people, Dictionary<FigureKind, IReadOnlySet<string>> kinds)
    {
        _kinds.UnionWith(kinds.Where(kind => kind.Value.Count > 0).Select(kind => kind.Key));
        var hidden = people.Small.ToHashSet(StringComparer.Ordinal);
        var rooms = people.SmallRooms.ToHashSet(StringComparer.Ordinal);
        // By itself, whatever other dates withhold: an answer about this date alone has to fit to one about several.
        var totals = new HashSet<FigureKind>();
        // What is withheld for one kind is withheld for all, and may be too little of another one.
        while (kinds.Where(kind => !totals.Contains(kind.Key) && !people.AreEnough(kind.Key, [.. kind.Value.Where(zone => IsHidden(kind.Key, zone))])).Select(kind => (FigureKind?)kind.Key).FirstOrDefault() is { } kind)
        {
            if (people.First(kinds[kind].Where(zone => !IsHidden(kind, zone))) is not { } next) totals.Add(kind);
            else if (kind == FigureKind.Rooms && rooms.Count > 0) rooms.Add(next);
            else hidden.Add(next);
        }

        _totals.UnionWith(totals);
        _zones.UnionWith(hidden);
        _rooms.UnionWith(rooms);

        bool IsHidden(FigureKind of, string zone) => hidden.Contains(zone) || (of == FigureKind.Rooms && rooms.Contains(zone));
    }
}
