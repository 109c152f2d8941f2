using OpcSpaces.Model.Registry.Facts;

namespace OpcSpaces.Model.Usage.Groups;

/// <summary>The people of the zones of a community on a date.</summary>
internal sealed class PeopleOnDate
{
    private readonly ILookup<string, Lease> _leases;
    private readonly IReadOnlyDictionary<string, int> _people;
    private readonly IReadOnlyDictionary<string, int> _desks;
    private readonly IReadOnlyDictionary<string, int> _rooms;
    private readonly HashSet<string> _fewPeople;
    private readonly HashSet<string> _fewDesks;
    private readonly HashSet<string> _fewRooms;

    /// <param name="number">Equal for dates with equal leases.</param>
    /// <param name="zones">All zones.</param>
    /// <param name="leases">Of the date, by zone.</param>
    /// <param name="people">The head-count of each tenant.</param>
    /// <param name="desks">The number of desks by zone, where it matters; else nothing.</param>
    /// <param name="rooms">The number of rooms by zone, where it matters; else nothing.</param>
    public PeopleOnDate(int number, IEnumerable<string> zones, ILookup<string, Lease> leases, IReadOnlyDictionary<string, int> people, IReadOnlyDictionary<string, int> desks, IReadOnlyDictionary<string, int> rooms)
    {
        (Number, _leases, _people, _desks, _rooms) = (number, leases, people, desks, rooms);
        _fewPeople = zones.Where(zone => leases.Contains(zone) && PeopleOf([zone]) < SmallGroups.LeastPeople).ToHashSet(StringComparer.Ordinal);
        (_fewDesks, _fewRooms) = (FewOf(desks), FewOf(rooms));
    }

    public int Number { get; }

    /// <summary>The zones whose figures tell of few people, or of single desks.</summary>
    public IEnumerable<string> Small => _fewPeople.Union(_fewDesks);

    /// <summary>The zones whose figures of rooms, and no others, tell of single rooms.</summary>
    public IReadOnlyCollection<string> SmallRooms => _fewRooms;

    /// <summary>Whether the figure of some zones together may be known.</summary>
    public bool AreEnough(FigureKind kind, IReadOnlyCollection<string> zones)
    {
        var (people, desks, rooms) = (zones.Any(_fewPeople.Contains), kind == FigureKind.Desks && zones.Any(_fewDesks.Contains), kind == FigureKind.Rooms && zones.Any(_fewRooms.Contains));
        return (!people && !desks && !rooms)
            || (zones.Count > 1 && (!people || PeopleOf(zones) >= SmallGroups.LeastPeople) && (!desks || IsEnough(_desks, zones)) && (!rooms || IsEnough(_rooms, zones)));
    }

    /// <summary>The zone that has to go first: that with the fewest people. One without leases is of everybody, so it is the last.</summary>
    public string? First(IEnumerable<string> zones) => zones.OrderBy(zone => _leases.Contains(zone) ? PeopleOf([zone]) : long.MaxValue).ThenBy(zone => zone, StringComparer.Ordinal).FirstOrDefault();

    private static HashSet<string> FewOf(IReadOnlyDictionary<string, int> places) => places.Where(zone => zone.Value < SmallGroups.LeastPeople).Select(zone => zone.Key).ToHashSet(StringComparer.Ordinal);

    private static bool IsEnough(IReadOnlyDictionary<string, int> places, IEnumerable<string> zones) => zones.Sum(zone => places.GetValueOrDefault(zone)) >= SmallGroups.LeastPeople;

    private long PeopleOf(IEnumerable<string> zones) => zones.SelectMany(zone => _leases[zone]).GroupBy(lease => lease.Tenant, PlacesOf, StringComparer.Ordinal)
        .Sum(places => Math.Min(_people.GetValueOrDefault(places.Key, 1), places.Sum()));

    // A room or a zone has room for all of them.
    private static long PlacesOf(Lease lease) => lease.Kind == LeaseKind.Desks ? Math.Max(1, lease.Places.Words.Count) : int.MaxValue;
}
