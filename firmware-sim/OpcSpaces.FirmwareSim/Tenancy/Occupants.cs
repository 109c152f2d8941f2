using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.People;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Spaces;
using Zone = OpcSpaces.Model.Spaces.Zone;

namespace OpcSpaces.FirmwareSim.Tenancy;

/// <summary>
/// Gives the places of a building to tenants. A private office with at most ten people has one tenant; elsewhere, neighbouring desks
/// of a zone belong together. Every desk whose person comes, and every room with people of its own, has a tenant. A desk that nobody
/// uses is leased all the same (a ghost) or vacant. Depends on plan and seed only, and changes no signal.
/// </summary>
internal sealed class Occupants
{
    private const long GhostPart = -60;
    private const long SizePart = -61;

    // How many desks tenants of an open area have (estimated figures: most OPCs are one person).
    private static readonly (double Share, int Least, int Most)[] Sizes = [(0.55, 1, 1), (0.2, 2, 2), (0.12, 3, 3), (0.1, 4, 6), (0.03, 7, 10)];

    private readonly BuildingPlan _plan;
    private readonly List<Occupant> _all = [];
    private readonly List<(string Zone, string Desk)> _vacant = [];

    private Occupants(BuildingPlan plan)
    {
        _plan = plan;
        var person = 0;
        foreach (var zone in plan.Community.Zones)
        {
            var used = zone.Desks.Where(desk => new Person(plan.Seed, person++, plan.People, plan.Kinds[zone.Id, desk.Id]).Habits.WorkdayAttendance > 0).Select(desk => desk.Id).ToHashSet();
            Lease(zone, used);
        }
    }

    /// <summary>All tenants, in the order of their zones.</summary>
    public IReadOnlyList<Occupant> All => _all;

    /// <summary>The desks that no tenant has.</summary>
    public IReadOnlyList<(string Zone, string Desk)> Vacant => _vacant;

    public static Occupants Of(BuildingPlan plan) => new(plan);

    private void Lease(Zone zone, HashSet<string> used)
    {
        var rooms = zone.Rooms.Where(room => PeopleOf(zone, room) > 0).ToList();
        var people = used.Count + rooms.Sum(room => PeopleOf(zone, room));
        if (zone.Kind == ZoneKind.PrivateOffice && zone.Desks.Count + rooms.Count > 0 && people <= Occupant.MostPeople)
        {
            if (people > 0 || IsGhost(zone, zone.Desks[0]))
                Add(zone, LeaseKind.Zone, [.. zone.Desks.Select(desk => desk.Id), .. zone.Rooms.Select(room => room.Id)], people);
            else
                _vacant.AddRange(zone.Desks.Select(desk => (zone.Id, desk.Id)));
            return;
        }

        LeaseDesks(zone, used);
        // A room that is shared by more people than one tenant may have is the operator's.
        foreach (var room in rooms.Where(room => PeopleOf(zone, room) <= Occupant.MostPeople))
            Add(zone, LeaseKind.Room, [room.Id], PeopleOf(zone, room));
    }

    private void LeaseDesks(Zone zone, HashSet<string> used)
    {
        var leased = zone.Desks.Where(desk => used.Contains(desk.Id) || IsGhost(zone, desk)).Select(desk => desk.Id).ToList();
        _vacant.AddRange(zone.Desks.Select(desk => desk.Id).Except(leased).Select(desk => (zone.Id, desk)));
        for (var first = 0; first < leased.Count;)
        {
            var random = SeededRandom.For(_plan.Seed, SizePart, SeededRandom.NumberOf(zone.Id), SeededRandom.NumberOf(leased[first]));
            var desks = leased.Skip(first).Take(DrawSize(random)).ToList();
            Add(zone, LeaseKind.Desks, desks, desks.Count(used.Contains));
            first += desks.Count;
        }
    }

    private static int DrawSize(SeededRandom random)
    {
        var left = random.NextDouble();
        foreach (var (share, least, most) in Sizes)
        {
            left -= share;
            if (left < 0)
                return least + random.Below(most - least + 1);
        }

        return 1;
    }

    private void Add(Zone zone, LeaseKind kind, IReadOnlyList<string> places, int people) => _all.Add(new Occupant(_all.Count + 1, zone.Id, kind, places, people));

    private bool IsGhost(Zone zone, Model.Spaces.Desk desk) =>
        SeededRandom.For(_plan.Seed, GhostPart, SeededRandom.NumberOf(zone.Id), SeededRandom.NumberOf(desk.Id)).Chance(_plan.Tenancy.Ghosts);

    private int PeopleOf(Zone zone, Model.Spaces.Room room) => _plan.Kinds[zone.Id, room.Id] is { } kind and not { Attendance: 0 } ? kind.People : 0;
}
