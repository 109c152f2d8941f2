using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;

namespace OpcSpaces.Model.Usage.Groups;

/// <summary>How many people the zones of a community have, by their leases, on each date.</summary>
internal sealed class ZonePeople
{
    private readonly List<Lease> _leases;
    private readonly Dictionary<string, int> _people;
    private readonly Dictionary<FigureKind, Dictionary<string, int>> _places = [];
    private readonly List<string> _zones;
    private readonly Dictionary<int, PeopleOnDate> _kept = [];
    private readonly List<DateOnly> _changes;

    /// <param name="rows">The registry's rows.</param>
    /// <param name="community">The community; rows of others are left out.</param>
    public ZonePeople(RegistryRows rows, string community)
    {
        _zones = [.. rows.Of<Zone>().Where(zone => zone.Community == community).Select(zone => zone.Id).Order(StringComparer.Ordinal)];
        _people = rows.Of<Tenant>().Where(tenant => tenant.Community == community).ToDictionary(tenant => tenant.Id, tenant => tenant.HeadCount, StringComparer.Ordinal);
        _leases = [.. rows.Of<Lease>().Where(lease => lease.Community == community)];
        // Where figures of desks are given, a zone of two desks is no secret of those who see them.
        if (rows.Find<CommunityFacts>(community) is { DeskFigures: false })
        {
            _places[FigureKind.Desks] = rows.Of<Desk>().Where(desk => desk.Community == community).CountBy(desk => desk.Zone).ToDictionary(StringComparer.Ordinal);
            _places[FigureKind.Rooms] = rows.Of<Room>().Where(room => room.Community == community).CountBy(room => room.Zone).ToDictionary(StringComparer.Ordinal);
        }

        _changes = [.. _leases.Select(lease => lease.From).Concat(_leases.Where(lease => lease.To < DateOnly.MaxValue).Select(lease => lease.To!.Value.AddDays(1))).Distinct().Order()];
    }

    /// <summary>The people of a date; the same object for dates between which no lease begins or ends.</summary>
    public PeopleOnDate On(DateOnly date)
    {
        var at = _changes.BinarySearch(date);
        var number = at >= 0 ? at + 1 : ~at;
        if (!_kept.TryGetValue(number, out var known))
            _kept[number] = known = new PeopleOnDate(number, _zones, _leases.Where(lease => lease.From <= date && !(lease.To < date)).ToLookup(lease => lease.Zone, StringComparer.Ordinal), _people, _places);
        return known;
    }
}
