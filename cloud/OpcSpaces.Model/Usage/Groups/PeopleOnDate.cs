using OpcSpaces.Model.Registry.Facts;

namespace OpcSpaces.Model.Usage.Groups;

/// <summary>The people of the zones of a community on a date.</summary>
internal sealed class PeopleOnDate
{
    private readonly ILookup<string, Lease> _leases;
    private readonly IReadOnlyDictionary<string, int> _people;
    private readonly IReadOnlyDictionary<FigureKind, Dictionary<string, int>> _places;
    private readonly HashSet<string> _fewPeople;
    private readonly Dictionary<FigureKind, HashSet<string>> _fewPlaces;

    /// <param name="number">Equal for dates with equal leases.</param>
    /// <param name="zones">All zones.</param>
    /// <param name="leases">Of the date, by zone.</param>
    /// <param name="people">The head-count of each tenant.</param>
    /// <param name="places">The number of desks, and that of rooms, by zone, where it matters; else nothing.</param>
    public PeopleOnDate(int number, IEnumerable<string> zones, ILookup<string, Lease> leases, IReadOnlyDictionary<string, int> people, IReadOnlyDictionary<FigureKind, Dictionary<string, int>> places)
    {
        (Number, _leases, _people, _places) = (number, leases, people, places);
        _fewPeople = zones.Where(zone => leases.Contains(zone) && PeopleOf([zone]) < SmallGroups.LeastPeople).ToHashSet(StringComparer.Ordinal);
        _fewPlaces = places.ToDictionary(kind => kind.Key, kind => kind.Value.Where(zone => zone.Value < SmallGroups.LeastPeople).Select(zone => zone.Key).ToHashSet(StringComparer.Ordinal));
    }

    public int Number { get; }

    /// <summary>The zones whose figures tell of few people, or of single desks.</summary>
    public IEnumerable<string> Small => _fewPeople.Union(FewOf(FigureKind.Desks));

    /// <summary>The zones whose figures of rooms, and no others, tell of single rooms.</summary>
    public IReadOnlyCollection<string> SmallRooms => FewOf(FigureKind.Rooms);

    /// <summary>Whether the figure of some zones together may be known.</summary>
    public bool AreEnough(FigureKind kind, IReadOnlyCollection<string> zones)
    {
        var (people, places) = (zones.Any(_fewPeople.Contains), zones.Any(FewOf(kind).Contains));
        return (!people && !places)
            || (zones.Count > 1 && (!people || PeopleOf(zones) >= SmallGroups.LeastPeople) && (!places || zones.Sum(zone => _places[kind].GetValueOrDefault(zone)) >= SmallGroups.LeastPeople));
    }

    /// <summary>The zone that has to go first: that with the fewest people. One without leases is of everybody, so it is the last.</summary>
    public string? First(IEnumerable<string> zones) => zones.OrderBy(zone => _leases.Contains(zone) ? PeopleOf([zone]) : long.MaxValue).ThenBy(zone => zone, StringComparer.Ordinal).FirstOrDefault();

    private HashSet<string> FewOf(FigureKind kind) => _fewPlaces.GetValueOrDefault(kind, []);

    private long PeopleOf(IEnumerable<string> zones) => zones.SelectMany(zone => _leases[zone]).GroupBy(lease => lease.Tenant, PlacesOf, StringComparer.Ordinal)
        .Sum(places => Math.Min(_people.GetValueOrDefault(places.Key, 1), places.Sum()));

    // A room or a zone has room for all of them.
    private static long PlacesOf(Lease lease) => lease.Kind == LeaseKind.Desks ? Math.Max(1, lease.Places.Words.Count) : int.MaxValue;
}
