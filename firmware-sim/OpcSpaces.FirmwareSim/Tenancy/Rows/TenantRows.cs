using System.Globalization;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Values;

namespace OpcSpaces.FirmwareSim.Tenancy.Rows;

/// <summary>Tenants, their leases, and the absences that they have announced. Rents and shares are estimates.</summary>
internal sealed class TenantRows(BuildingPlan plan, DateOnly asOf)
{
    private const long TenantPart = -64;
    private const long FormerPart = -65;

    // What Longgang counts for a desk of an OPC.
    private const decimal SquareMetresPerDesk = 3;
    private const decimal RentPerDesk = 600;
    private const double FreeDesks = 0.3;
    private const double SecondLease = 0.2;
    private const double HadFormerTenant = 0.25;
    private const double UsesCluster = 0.2;
    private const double HasNoAddressHere = 0.1;
    private static readonly TenantStage[] Stages = [TenantStage.Idea, TenantStage.Startup, TenantStage.Startup, TenantStage.Growth, TenantStage.Growth, TenantStage.Mature];
    private static readonly (string Sector, string Use)[] Sectors =
    [
        ("ai-agents", "ai"), ("ai-agents", "ai"), ("ai-content", "ai"), ("software", "software"), ("data", "software"), ("design", "design"), ("e-commerce", "trade"), ("robotics", "hardware"),
    ];

    private readonly Dictionary<string, Model.Spaces.Zone> _zones = plan.Community.Zones.ToDictionary(zone => zone.Id);
    private readonly string _id = plan.Community.Id;
    private readonly CompanyNames _names = new();
    private int _tenants;

    /// <summary>The tenants that stay, with their leases.</summary>
    public IReadOnlyList<(Tenant Tenant, IReadOnlyList<Lease> Leases)> Present { get; private set; } = [];

    public CompanyNames Names => _names;

    public IEnumerable<object> All(Occupants occupants)
    {
        Present = [.. occupants.All.Select(Move)];
        foreach (var (occupant, (tenant, leases)) in occupants.All.Zip(Present))
        {
            yield return tenant;
            foreach (var lease in leases)
                yield return lease;
            foreach (var absence in Absences(occupant, tenant))
                yield return absence;
        }

        foreach (var (occupant, (tenant, leases)) in occupants.All.Zip(Present))
        {
            if (Former(occupant, tenant, leases) is not var (former, lease))
                continue;
            yield return former;
            yield return lease;
        }
    }

    private (Tenant, IReadOnlyList<Lease>) Move(Occupant occupant)
    {
        var random = occupant.Random(plan.Seed, TenantPart);
        var tenant = Draw(occupant, Timeline.DrawMoveIn(random), null, random);
        var lease = Lease(occupant, tenant, random);
        if (occupant.Kind != LeaseKind.Desks || occupant.Places.Count < 3 || !random.Chance(SecondLease))
            return (tenant, [lease]);
        // The last desk came later.
        var (first, last) = (occupant.Places.SkipLast(1).ToList(), occupant.Places[^1]);
        var each = lease.RentPerMonth / occupant.Places.Count;
        var area = lease.SquareMetres / occupant.Places.Count;
        var later = tenant.From.AddMonths(1 + random.Below(12)) is var date && date < Timeline.Books ? date : Timeline.Books;
        return (tenant,
        [
            lease with { Places = Tags.Of(first), SquareMetres = area * first.Count, RentPerMonth = each * first.Count },
            lease with { Id = LeaseId(tenant.Id, 2), Places = Tags.Of(last), SquareMetres = area, RentPerMonth = each, From = later, AddressKind = null, Address = null },
        ]);
    }

    private Tenant Draw(Occupant occupant, DateOnly from, DateOnly? to, SeededRandom random)
    {
        var number = ++_tenants;
        var (sector, use) = Sectors[random.Below(Sectors.Length)];
        return new Tenant(
            _id, string.Create(CultureInfo.InvariantCulture, $"t-{number:0000}"), _names.Draw(random), CreditCodes.Of(plan.Seed, number), occupant.HeadCount, sector, Stages[random.Below(Stages.Length)], from, to, use);
    }

    private Lease Lease(Occupant occupant, Tenant tenant, SeededRandom random)
    {
        var zone = _zones[occupant.Zone];
        var (area, rent) = occupant.Kind switch
        {
            LeaseKind.Zone => (SpaceRows.Area(zone.Rectangle), decimal.Round(SpaceRows.Area(zone.Rectangle) * (45 + random.Below(16)), 0)),
            LeaseKind.Room => (SpaceRows.Area(zone.Rectangle) / zone.Rooms.Count, decimal.Round(SpaceRows.Area(zone.Rectangle) / zone.Rooms.Count * 50, 0)),
            _ => (DeskArea(zone) * occupant.Places.Count, random.Chance(FreeDesks) ? 0 : RentPerDesk * occupant.Places.Count),
        };
        var (kind, address) = Address(occupant, zone, random);
        return new Lease(
            _id, LeaseId(tenant.Id, 1), tenant.Id, occupant.Kind, occupant.Zone, occupant.Kind == LeaseKind.Zone ? Tags.None : Tags.Of(occupant.Places), tenant.From,
            Math.Max(0.01m, Floor(area)), rent, tenant.To, kind, address);
    }

    private static decimal DeskArea(Model.Spaces.Zone zone) => Math.Min(SquareMetresPerDesk, Floor(SpaceRows.Area(zone.Rectangle) / zone.Desks.Count));

    private (AddressKind?, string?) Address(Occupant occupant, Model.Spaces.Zone zone, SeededRandom random)
    {
        var drawn = random.NextDouble();
        if (drawn < HasNoAddressHere)
            return (null, null);
        var site = SiteRows.Address(plan);
        if (drawn < HasNoAddressHere + UsesCluster)
            return (AddressKind.Cluster, $"{site} 集群注册托管");
        if (occupant.Kind != LeaseKind.Desks)
            return (AddressKind.Room, $"{site} {zone.Id} 室");
        var number = zone.Desks.TakeWhile(desk => desk.Id != occupant.Places[0]).Count() + 1;
        return (AddressKind.DeskNumber, string.Create(CultureInfo.InvariantCulture, $"{site} {zone.Id}-{number:00} 工位"));
    }

    /// <summary>Who had the same places before; everybody who moved out had done so before the books begin.</summary>
    private (Tenant, Lease)? Former(Occupant occupant, Tenant next, IReadOnlyList<Lease> leases)
    {
        var random = occupant.Random(plan.Seed, FormerPart);
        if (next.From == Timeline.Opened || !random.Chance(HadFormerTenant))
            return null;
        var former = Draw(occupant, Timeline.Opened, next.From.AddDays(-1), random);
        return (former, leases[0] with { Id = LeaseId(former.Id, 1), Tenant = former.Id, From = former.From, To = former.To, AddressKind = null, Address = null });
    }

    private IEnumerable<Absence> Absences(Occupant occupant, Tenant tenant)
    {
        if (plan.Tenancy.Absences == 0)
            yield break;
        foreach (var month in Timeline.MonthsUntil(asOf.AddDays(Timeline.AnnouncedDays)))
        {
            if (TenantAbsences.InMonth(plan, occupant, month) is var (from, to, reason) && from <= asOf.AddDays(Timeline.AnnouncedDays))
                yield return new Absence(_id, tenant.Id, from, to, reason);
        }
    }

    private static string LeaseId(string tenant, int number) => $"l{tenant[1..]}-{number}";

    private static decimal Floor(decimal area) => decimal.Floor(area * 100) / 100;
}
