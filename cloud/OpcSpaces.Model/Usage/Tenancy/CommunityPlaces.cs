using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;

namespace OpcSpaces.Model.Usage.Tenancy;

/// <summary>All desks and rooms of one community, in the order of their zones and numbers, with their leases and absences.</summary>
public sealed class CommunityPlaces
{
    private readonly Dictionary<(string Zone, string Point), int> _indices;
    private readonly ILookup<string, Absence> _absences;

    private CommunityPlaces(string community, IReadOnlyList<PlaceFacts> places, ILookup<string, Absence> absences)
    {
        (Community, Places, _absences) = (community, places, absences);
        _indices = places.Index().ToDictionary(place => (place.Item.Zone.Id, place.Item.Point), place => place.Index);
    }

    public string Community { get; }

    /// <summary>The zones of the community by id.</summary>
    public required IReadOnlyDictionary<string, Zone> Zones { get; init; }

    /// <summary>All leases of the community.</summary>
    public required IReadOnlyList<Lease> Leases { get; init; }

    /// <summary>The declared areas of zones.</summary>
    public required IReadOnlyList<ZoneArea> Areas { get; init; }

    /// <summary>The ids of all points with generations in the registry, by zone, each once.</summary>
    public required ILookup<string, string> Points { get; init; }

    /// <summary>The places; their index is their number in every history and metric.</summary>
    public IReadOnlyList<PlaceFacts> Places { get; }

    /// <param name="rows">The registry's rows.</param>
    /// <param name="community">The community; rows of others are left out.</param>
    public static CommunityPlaces Of(RegistryRows rows, string community)
    {
        var leases = rows.Of<Lease>().Where(lease => lease.Community == community).ToLookup(lease => lease.Zone);
        var outOfService = rows.Of<OutOfService>().Where(time => time.Community == community).ToLookup(time => (time.Zone, time.Place));
        var generations = rows.Of<Point>().Where(point => point.Community == community).ToLookup(point => (point.Zone, point.Id));
        var zones = rows.Of<Zone>().Where(zone => zone.Community == community).ToDictionary(zone => zone.Id);
        var places = rows.Of<Desk>().Where(desk => desk.Community == community && zones.ContainsKey(desk.Zone)).Select(desk => new PlaceFacts(zones[desk.Zone], desk.Id, IsDesk: true, 1))
            .Concat(rows.Of<Room>().Where(room => room.Community == community && zones.ContainsKey(room.Zone)).Select(room => new PlaceFacts(zones[room.Zone], room.Id, IsDesk: false, room.Capacity)))
            .Select(place => place with
            {
                Leases = [.. leases[place.Zone.Id].Where(lease => lease.Kind == LeaseKind.Zone || lease.Places.Contains(place.Point)).OrderBy(lease => lease.From)],
                OutOfService = [.. outOfService[(place.Zone.Id, place.Point)]],
                SensorSince = generations[(place.Zone.Id, place.Point)].MaxBy(point => point.Generation)?.Since,
                SensorStarts = [.. generations[(place.Zone.Id, place.Point)].OrderBy(point => point.Generation).Select(point => point.Since)],
            });
        return new(
            community, [.. places.OrderBy(place => place.Zone.Id, StringComparer.Ordinal).ThenBy(place => place.Point, PointOrder.Instance)],
            rows.Of<Absence>().Where(absence => absence.Community == community).ToLookup(absence => absence.Tenant))
        {
            Zones = zones,
            Leases = [.. rows.Of<Lease>().Where(lease => lease.Community == community)],
            Areas = [.. rows.Of<ZoneArea>().Where(area => area.Community == community)],
            Points = generations.Select(point => point.Key).ToLookup(point => point.Zone, point => point.Id),
        };
    }

    /// <summary>The declared area of a zone with a basis, in m²; null where none is declared.</summary>
    public double? AreaOf(string zone, AreaBasis basis) => (double?)Areas.FirstOrDefault(area => area.Zone == zone && area.Basis == basis)?.SquareMetres;

    /// <summary>The number of a place; −1 for one that the registry does not have.</summary>
    public int IndexOf(string zone, string point) => _indices.GetValueOrDefault((zone, point), -1);

    /// <summary>The numbers of the places that satisfy a condition.</summary>
    public IReadOnlyList<int> Where(Func<PlaceFacts, bool> condition) => [.. Places.Index().Where(place => condition(place.Item)).Select(place => place.Index)];

    /// <summary>Whether a tenant has announced to be away on a date.</summary>
    public bool IsAbsent(string tenant, DateOnly date) => _absences[tenant].Any(absence => absence.From <= date && absence.To >= date);

    /// <summary>The announced absences of a tenant.</summary>
    public IEnumerable<Absence> AbsencesOf(string tenant) => _absences[tenant];
}
