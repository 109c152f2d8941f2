using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;

namespace OpcSpaces.Model.Usage.Groups;

/// <summary>
/// Which zones must not have figures of their own for somebody who may not see desks: a figure of a zone whose tenants have fewer than five
/// people tells when a person was there. A firm that leases desks counts with as many people as it has desks there at most. A zone without leases on a date is used by the whole community.
/// </summary>
/// <remarks>
/// The total of a community less its other zones is the figure of the zones that are withheld. So these must together be of five people or more
/// and be two zones or more; else further zones are withheld, those with the fewest people first, and when that is not enough, the total. It is decided
/// for each date, and some dates withhold what any of them does. So no difference of two answers about any dates, zones and
/// totals is about fewer people. What stays possible is to compare answers that were made before and after a lease was entered for a past date.
/// </remarks>
public sealed class SmallGroups
{
    /// <summary>Our choice; no statute names a number.</summary>
    public const int LeastPeople = 5;

    private readonly HashSet<string> _zones = new(StringComparer.Ordinal);

    private SmallGroups()
    {
    }

    /// <summary>Withholds nothing.</summary>
    public static SmallGroups None { get; } = new();

    /// <summary>Whether figures of the whole community are withheld.</summary>
    public bool HideTotal { get; private set; }

    /// <summary>Whether figures of a zone are withheld; null asks about the whole community.</summary>
    public bool Hide(string? zone) => zone is null ? HideTotal : HideTotal || _zones.Contains(zone);

    /// <summary>What some dates withhold.</summary>
    /// <param name="rows">The registry's rows.</param>
    /// <param name="community">The community; rows of others are left out.</param>
    /// <param name="from">The first date.</param>
    /// <param name="to">The last date.</param>
    public static SmallGroups Of(RegistryRows rows, string community, DateOnly from, DateOnly to)
    {
        var zones = rows.Of<Zone>().Where(zone => zone.Community == community).Select(zone => zone.Id).Order(StringComparer.Ordinal).ToList();
        var people = rows.Of<Tenant>().Where(tenant => tenant.Community == community).ToDictionary(tenant => tenant.Id, tenant => tenant.HeadCount, StringComparer.Ordinal);
        var leases = rows.Of<Lease>().Where(lease => lease.Community == community && lease.From <= to && !(lease.To < from)).ToList();
        // Between these dates nothing changes.
        var dates = leases.Select(lease => lease.From).Concat(leases.Where(lease => lease.To is not null).Select(lease => lease.To!.Value.AddDays(1))).Where(date => date > from && date <= to).Append(from).Distinct();
        var groups = new SmallGroups();
        foreach (var date in dates) groups.Add(zones, leases.Where(lease => lease.From <= date && !(lease.To < date)).ToLookup(lease => lease.Zone, lease => (lease.Tenant, PlacesOf(lease)), StringComparer.Ordinal), people);
        return groups;
    }

    // A room or a zone has room for all of them.
    private static long PlacesOf(Lease lease) => lease.Kind == LeaseKind.Desks ? Math.Max(1, lease.Places.Words.Count) : int.MaxValue;

    private void Add(List<string> zones, ILookup<string, (string Tenant, long Places)> tenants, Dictionary<string, int> people)
    {
        long PeopleOf(IEnumerable<string> ofZones) => ofZones.SelectMany(zone => tenants[zone]).GroupBy(lease => lease.Tenant, lease => lease.Places, StringComparer.Ordinal)
            .Sum(places => Math.Min(people.GetValueOrDefault(places.Key, 1), places.Sum()));

        var hidden = zones.Where(zone => tenants.Contains(zone) && PeopleOf([zone]) < LeastPeople).ToList();
        if (hidden.Count == 0) return;
        // A zone without leases is of everybody, so it is the last that has to go.
        foreach (var next in zones.Except(hidden).OrderBy(zone => tenants.Contains(zone) ? PeopleOf([zone]) : int.MaxValue).ThenBy(zone => zone, StringComparer.Ordinal).ToList())
        {
            if (hidden.Count > 1 && PeopleOf(hidden) >= LeastPeople) break;
            hidden.Add(next);
        }

        HideTotal |= PeopleOf(hidden) < LeastPeople || hidden.Count == 1;
        _zones.UnionWith(hidden);
    }
}
