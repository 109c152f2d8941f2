using OpcSpaces.Model.Registry.Facts;

namespace OpcSpaces.Model.Usage.Groups;

/// <summary>The people of the zones of a community on a date.</summary>
internal sealed class PeopleOnDate
{
    private readonly ILookup<string, Lease> _leases;
    private readonly IReadOnlyDictionary<string, int> _people;
    private readonly IReadOnlyDictionary<FigureKind, Dictionary<string, int>> _places;
    private readonly Dictionary<FigureKind, HashSet<string>> _fewPeople;
    private readonly HashSet<string> _fewLeased; // by leases alone
    private readonly CountedPlaces? _counted;
    private readonly Dictionary<FigureKind, HashSet<string>> _fewPlaces;

    /// <param name="zones">All zones.</param>
    /// <param name="leases">Of the date, by zone.</param>
    /// <param name="people">The head-count of each tenant.</param>
    /// <param name="places">The number of desks, and that of rooms, by zone, where it matters; else nothing.</param>
    /// <param name="counted">At which places somebody can be; null for all.</param>
    public PeopleOnDate(IReadOnlyCollection<string> zones, ILookup<string, Lease> leases, IReadOnlyDictionary<string, int> people, IReadOnlyDictionary<FigureKind, Dictionary<string, int>> places, CountedPlaces? counted)
    {
        (_leases, _people, _places, _counted) = (leases, people, places, counted);
        _fewLeased = zones.Where(zone => leases.Contains(zone) && PeopleOf([zone], SmallGroups.PlacesOf) < SmallGroups.LeastPeople).ToHashSet(StringComparer.Ordinal);
        _fewPeople = Enum.GetValues<FigureKind>().ToDictionary(kind => kind, kind => zones.Where(zone => leases.Contains(zone) && PeopleOf(kind, [zone]) < SmallGroups.LeastPeople).ToHashSet(StringComparer.Ordinal));
        _fewPlaces = places.ToDictionary(kind => kind.Key, kind => kind.Value.Where(zone => zone.Value < SmallGroups.LeastPeople).Select(zone => zone.Key).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>The zones whose figures tell of few people, or of single desks.</summary>
    /// <param name="kinds">The zones that are in each kind of figure. Of a zone that is in none, nothing is told yet.</param>
    public IEnumerable<string> Small(IReadOnlyDictionary<FigureKind, IReadOnlySet<string>> kinds) => _fewPeople
        .SelectMany(few => few.Value.Where(kinds[few.Key].Contains)).Union(_fewLeased).Union(FewOf(FigureKind.Desks));

    /// <summary>The zones whose figures of rooms, and no others, tell of single rooms.</summary>
    public IReadOnlyCollection<string> SmallRooms => FewOf(FigureKind.Rooms);

    /// <summary>Whether the figure of some zones together may be known.</summary>
    public bool AreEnough(FigureKind kind, IReadOnlyCollection<string> zones)
    {
        var (people, places) = (zones.Any(_fewPeople[kind].Contains), zones.Any(FewOf(kind).Contains));
        return (!people && !places)
            || (zones.Count > 1 && (!people || PeopleOf(kind, zones) >= SmallGroups.LeastPeople) && (!places || zones.Sum(zone => _places[kind].GetValueOrDefault(zone)) >= SmallGroups.LeastPeople));
    }

    /// <summary>The zone that has to go first: that with the fewest people. One without leases is of everybody, so it is the last.</summary>
    public string? First(FigureKind kind, IEnumerable<string> zones) => zones.OrderBy(zone => _leases.Contains(zone) ? PeopleOf(kind, [zone]) : long.MaxValue).ThenBy(zone => zone, StringComparer.Ordinal).FirstOrDefault();

    private HashSet<string> FewOf(FigureKind kind) => _fewPlaces.GetValueOrDefault(kind, []);

    private long PeopleOf(FigureKind kind, IEnumerable<string> zones) => PeopleOf(zones, lease => _counted?.Of(lease, kind) ?? SmallGroups.PlacesOf(lease));

    private long PeopleOf(IEnumerable<string> zones, Func<Lease, int> places) => zones.SelectMany(zone => _leases[zone]).GroupBy(lease => lease.Tenant, lease => (long)places(lease), StringComparer.Ordinal)
        .Sum(tenant => Math.Min(_people.GetValueOrDefault(tenant.Key, 1), tenant.Sum()));
}
