using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;

namespace OpcSpaces.FirmwareSim.Tenancy.Rows;

/// <summary>
/// Everything that a registry holds about a simulated community, up to a date: equal plans, seeds and dates give equal rows. They fit
/// the people: who sits at a desk belongs to the tenant that has it, and nobody of a tenant sits anywhere while it is away.
/// </summary>
public static class CommunityRows
{
    // One of so many vacant desks is under repair.
    private const int VacantPerRepair = 5;

    /// <param name="plan">The building.</param>
    /// <param name="asOf">The day, by the building's clock, up to which things have happened.</param>
    /// <exception cref="BuildingException">No time zone has the clock of the building.</exception>
    public static RegistryRows Of(BuildingPlan plan, DateOnly asOf)
    {
        var (spaces, occupants, tenants) = (new SpaceRows(plan, Timeline.Opened), Occupants.Of(plan), new TenantRows(plan, asOf));
        var rows = new RegistryRows([.. SiteRows.All(plan), .. spaces.All(), .. spaces.Areas(), .. Repairs(plan, occupants), .. tenants.All(occupants)]);
        if (plan.Tenancy.Books)
        {
            foreach (var row in new BookRows(plan, asOf).All(tenants.Present))
                rows.Put(row);
        }

        foreach (var request in new RequestRows(plan, asOf).All(tenants))
            rows.Put(request);
        if (rows.Of<Lease>().Where(lease => lease.To is null).Sum(lease => lease.SquareMetres) is > 0 and var leased)
            rows.Put(new CommunityArea(plan.Community.Id, AreaBasis.Contract, leased, "租赁合同汇总（模拟）", Timeline.Books));
        return rows;
    }

    /// <summary>Only the spaces, their sensors and the calendar: for a place of whose tenants nothing is known.</summary>
    /// <param name="plan">The building.</param>
    /// <param name="opened">Since when its sensors measure.</param>
    /// <exception cref="BuildingException">No time zone has the clock of the building.</exception>
    public static RegistryRows OfSpaces(BuildingPlan plan, DateOnly opened)
    {
        var spaces = new SpaceRows(plan, opened);
        return new RegistryRows([.. SiteRows.All(plan), .. spaces.All(), .. spaces.Areas()]);
    }

    // Desks that nobody has and nobody uses, not even for minutes.
    private static IEnumerable<OutOfService> Repairs(BuildingPlan plan, Occupants occupants) =>
        occupants.Vacant.Where(desk => plan.Kinds[desk.Zone, desk.Desk] is not { Visits: not null }).Where((_, number) => number % VacantPerRepair == 0)
            .Select(desk => new OutOfService(plan.Community.Id, desk.Zone, desk.Desk, Timeline.Books.AddMonths(1), "桌面维修"));
}
