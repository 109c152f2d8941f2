using System.Globalization;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Values;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Tenancy.Rows;

/// <summary>
/// Requests for space: those that were granted to tenants before they moved in, and since then some in each month, which are decided
/// after about two months. The numbers are estimates.
/// </summary>
internal sealed class RequestRows(BuildingPlan plan, DateOnly asOf)
{
    private const long RequestPart = -69;
    private const long GrantedPart = -70;
    private const double HasRequest = 0.3;
    private const int DesksPerRequestOfAMonth = 250;
    private const int DaysToDecide = 60;
    private static readonly string[] Wishes = ["near", "quiet"];
    private static readonly string[] Sectors = ["ai-agents", "ai-content", "software", "design", "robotics"];

    private readonly string _id = plan.Community.Id;
    private int _requests;

    public IEnumerable<SpaceRequest> All(TenantRows tenants)
    {
        foreach (var (number, (tenant, leases)) in tenants.Present.Index())
        {
            var random = SeededRandom.For(plan.Seed, GrantedPart, number);
            if (random.Chance(HasRequest))
                yield return Draw(tenant.Name, tenant.From.AddDays(-14 - random.Below(30)), tenant.From, tenant.HeadCount, IsOffice(leases[0]), tenant.Sector, random) with { Status = RequestStatus.Granted, Tenant = tenant.Id };
        }

        var perMonth = Math.Max(1, plan.Desks / DesksPerRequestOfAMonth);
        foreach (var month in Timeline.MonthsUntil(asOf))
        {
            for (var number = 0; number < perMonth; number++)
            {
                var random = SeededRandom.For(plan.Seed, RequestPart, month.DayNumber, number);
                var filedOn = month.AddDays(random.Below(28));
                var request = Draw(tenants.Names.Draw(random), filedOn, month.AddMonths(2), 1 + random.Below(6), random.Chance(0.3), Sectors[random.Below(Sectors.Length)], random);
                var decided = random.Chance(0.7) ? RequestStatus.Refused : RequestStatus.Withdrawn;
                if (filedOn <= asOf)
                    yield return request with { Status = filedOn.AddDays(DaysToDecide) < asOf ? decided : RequestStatus.Open };
            }
        }
    }

    private static bool IsOffice(Lease lease) => lease.Kind == LeaseKind.Zone;

    private SpaceRequest Draw(string applicant, DateOnly filedOn, DateOnly from, int seats, bool isOffice, string sector, SeededRandom random) => new(
        _id, string.Create(CultureInfo.InvariantCulture, $"r-{++_requests:0000}"), applicant, filedOn, seats, isOffice ? ZoneKind.PrivateOffice : ZoneKind.OpenArea, from, sector, 1 + random.Below(3),
        random.Chance(0.4) ? Tags.Of("monitor") : Tags.None,
        Tags.Of(Wishes.Where(_ => random.Chance(0.3)).Concat(isOffice ? ["whole-office"] : [])),
        seats > 1 && random.Chance(0.5) ? Tags.Of("one-zone") : Tags.None, RequestStatus.Open);
}
