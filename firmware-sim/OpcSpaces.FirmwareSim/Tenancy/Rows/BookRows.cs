using System.Globalization;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.Model.Registry.Facts;

namespace OpcSpaces.FirmwareSim.Tenancy.Rows;

/// <summary>
/// What an audit asks for: an invoice for each month of each lease that costs something, its payment, the insured head-count of each
/// month, and a claim for each quarter. Only what has happened up to a date. The shares are estimates; the rent subsidy is that of
/// Longgang's published example: 25 CNY per m² and month, at most half of the rent.
/// </summary>
internal sealed class BookRows(BuildingPlan plan, DateOnly asOf)
{
    private const long HeadsPart = -66;
    private const long PaymentPart = -67;
    private const long ClaimPart = -68;
    private const double AllInsured = 0.85;
    private const double Pays = 0.97;
    private const double ClaimsSubsidy = 0.5;
    private const double IsRefused = 0.08;
    private const decimal SubsidyPerSquareMetre = 25;
    private const decimal MostOfRent = 0.5m;

    private readonly string _id = plan.Community.Id;
    private int _invoices;

    public IEnumerable<object> All(IReadOnlyList<(Tenant Tenant, IReadOnlyList<Lease> Leases)> tenants)
    {
        foreach (var (number, (tenant, leases)) in tenants.Index())
        {
            var heads = Random(HeadsPart, number).Chance(AllInsured) ? tenant.HeadCount : tenant.HeadCount - 1;
            foreach (var month in Timeline.MonthsUntil(asOf))
                yield return new InsuredHeads(_id, tenant.Id, month, heads);
            foreach (var row in leases.Where(lease => lease.RentPerMonth > 0).SelectMany(lease => Rents(tenant, lease)))
                yield return row;
            foreach (var claim in Claims(number, tenant, leases))
                yield return claim;
        }
    }

    private IEnumerable<object> Rents(Tenant tenant, Lease lease)
    {
        var lot = ++_invoices;
        foreach (var month in Timeline.MonthsUntil(asOf))
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{month:yy}442000{lot:00000000}{month:MM}{SeedSeries.Of(plan.Seed):00}");
            var invoice = new Invoice(_id, id, lease.Id, month, Timeline.LastDayOf(month), lease.RentPerMonth, month);
            yield return invoice;
            var random = Random(PaymentPart, lot, month.DayNumber);
            var paidOn = month.AddDays(random.Below(16));
            if (random.Chance(Pays) && paidOn <= asOf)
                yield return new Payment(_id, $"p-{id}", id, invoice.Amount, paidOn, tenant.Name);
        }
    }

    private IEnumerable<Claim> Claims(int number, Tenant tenant, IReadOnlyList<Lease> leases)
    {
        var (rent, area) = (leases.Sum(lease => lease.RentPerMonth), leases.Sum(lease => lease.SquareMetres));
        if (rent == 0 || !Random(ClaimPart, number).Chance(ClaimsSubsidy))
            yield break;
        for (var quarter = Timeline.Books; quarter <= asOf; quarter = quarter.AddMonths(3))
        {
            var random = Random(ClaimPart, number, quarter.DayNumber);
            var (last, isRefused) = (quarter.AddMonths(3).AddDays(-1), random.Chance(IsRefused));
            var filedOn = last.AddDays(5 + random.Below(10));
            if (filedOn > asOf)
                yield break;
            var amount = 3 * Math.Min(SubsidyPerSquareMetre * area, MostOfRent * rent);
            yield return new Claim(
                _id, string.Create(CultureInfo.InvariantCulture, $"c-{quarter:yyyy}-{(quarter.Month + 2) / 3}-{tenant.Id[2..]}"), tenant.Id, "rent-subsidy", quarter, last, area, AreaBasis.Contract,
                decimal.Round(amount, 2), filedOn, StatusOf(asOf.DayNumber - filedOn.DayNumber, isRefused));
        }
    }

    private static ClaimStatus StatusOf(int daysSince, bool isRefused) => daysSince switch
    {
        < 40 => ClaimStatus.Filed,
        _ when isRefused => ClaimStatus.Refused,
        < 90 => ClaimStatus.Approved,
        _ => ClaimStatus.Paid,
    };

    private SeededRandom Random(long part, int number, long more = 0) => SeededRandom.For(plan.Seed, part, number, more);
}
