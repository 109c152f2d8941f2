using OpcSpaces.CommunityFolders;
using OpcSpaces.FirmwareSim.People.Calendar;
using OpcSpaces.FirmwareSim.Tenancy.Rows;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Plans;
using OpcSpaces.Testing;
using DayKind = OpcSpaces.FirmwareSim.People.Calendar.DayKind;

namespace OpcSpaces.FirmwareSim.Tests.Tenancy;

/// <summary>What the registry is told about a simulated community.</summary>
public class CommunityRowsTests
{
    [Theory]
    [InlineData("nanshan-10000")]
    [InlineData("nanshan-tenants")]
    [InlineData("nanshan-walkways")]
    [InlineData("office")]
    [InlineData("city")]
    public void The_folder_of_an_included_building_is_read_back_without_a_fault(string building)
    {
        using var folder = new TemporaryDirectory();
        var plan = Communities.Included(building);
        var rows = CommunityRows.Of(plan, Communities.Today);

        CommunityFolderWriter.Write(folder.FullPath, rows, plan.Community.Id);
        var read = CommunityFolder.Read(folder.FullPath);

        Assert.Empty(read.Faults.Kept);
        Assert.Empty(CommunityFolderWriter.Check(rows).Kept);
        Assert.Equal(Texts(rows), Texts(new RegistryRows(read.Rows)));
        Assert.Empty(AreaDifference.Find(rows, 3));
    }

    [Fact]
    public void The_demo_has_a_row_of_every_kind()
    {
        var rows = CommunityRows.Of(Communities.Included("nanshan-tenants"), Communities.Today);
        Assert.DoesNotContain(RegistryTables.All, table => rows.Of(table).Count == 0);
        Assert.Equal(Enumerable.Range(1, 8), rows.Of<Tenant>().Select(tenant => tenant.HeadCount).Distinct().Order().Take(8));
        Assert.Equal(Enum.GetValues<LeaseKind>().Where(kind => kind != LeaseKind.Room), rows.Of<Lease>().Select(lease => lease.Kind).Distinct().Order());
        Assert.Equal(Enum.GetValues<AddressKind>(), rows.Of<Lease>().Select(lease => lease.AddressKind).OfType<AddressKind>().Distinct().Order());
        Assert.Equal(Enum.GetValues<ClaimStatus>().Except([ClaimStatus.Withdrawn]),
            rows.Of<Claim>().Concat(CommunityRows.Of(Communities.Included("nanshan-tenants"), new DateOnly(2026, 10, 20)).Of<Claim>()).Select(claim => claim.Status).Distinct().Order());
        Assert.Equal(Enum.GetValues<RequestStatus>(), rows.Of<SpaceRequest>().Select(request => request.Status).Distinct().Order());
    }

    [Fact]
    public void Equal_plans_and_dates_give_equal_rows_and_another_seed_gives_other_tenants()
    {
        var plan = Communities.Small(0.3);
        Assert.Equal(Texts(CommunityRows.Of(plan, Communities.Today)), Texts(CommunityRows.Of(Communities.Small(0.3), Communities.Today)));
        Assert.NotEqual(Texts(CommunityRows.Of(plan, Communities.Today)), Texts(CommunityRows.Of(plan with { Seed = 4 }, Communities.Today)));
    }

    /// <summary>A later import adds what has happened in the meantime, and takes nothing back.</summary>
    [Fact]
    public void A_later_date_adds_rows_and_only_claims_and_requests_go_on()
    {
        var plan = Communities.Small(0.3);
        var (before, after) = (CommunityRows.Of(plan, new DateOnly(2026, 8, 14)), CommunityRows.Of(plan, Communities.Today));

        Assert.True(after.Count > before.Count);
        foreach (var table in RegistryTables.All)
        {
            foreach (var (key, row) in before.Of(table))
            {
                var later = Assert.Contains(key, after.Of(table));
                Assert.Equal(Without(row), Without(later));
            }
        }

        static object Without(object row) => row switch
        {
            Claim claim => claim with { Status = ClaimStatus.Filed },
            SpaceRequest request => request with { Status = RequestStatus.Open },
            _ => row,
        };
    }

    [Fact]
    public void The_calendar_is_that_of_the_people()
    {
        var rows = CommunityRows.Of(Communities.Included("office"), Communities.Today);
        for (var date = new DateOnly(2025, 1, 1); date.Year < 2028; date = date.AddDays(1))
        {
            var special = rows.Find<CalendarDay>($"opc-office/{date:yyyy-MM-dd}");
            var weekday = rows.Of<OpeningHours>().Single(hours => hours.Weekday == (Weekday)(((int)date.DayOfWeek + 6) % 7));
            var isWorkday = special?.Kind is { } kind ? kind == Model.Registry.Facts.DayKind.Workday : weekday.Workday;
            Assert.Equal(WorkCalendar.China[date] == DayKind.Workday, isWorkday);
        }

        Assert.Equal("春节", rows.Find<CalendarDay>("opc-office/2026-02-17")!.Name);
    }

    [Fact]
    public void Every_invoice_is_the_rent_of_its_lease_and_every_payment_that_of_its_invoice()
    {
        var rows = CommunityRows.Of(Communities.Included("nanshan-tenants"), Communities.Today);
        Assert.All(rows.Of<Invoice>(), invoice => Assert.Equal(rows.Find<Lease>($"opc-nanshan/{invoice.Lease}")!.RentPerMonth, invoice.Amount));
        Assert.All(rows.Of<Payment>(), payment =>
        {
            var invoice = rows.Find<Invoice>($"opc-nanshan/{payment.Invoice}")!;
            Assert.Equal(invoice.Amount, payment.Amount);
            Assert.InRange(payment.PaidOn, invoice.IssuedOn, Communities.Today);
            Assert.Equal(rows.Find<Tenant>($"opc-nanshan/{rows.Find<Lease>($"opc-nanshan/{invoice.Lease}")!.Tenant}")!.Name, payment.Payer);
        });
        Assert.All(rows.Of<Claim>(), claim => Assert.True(
            claim.Amount <= 1.5m * rows.Of<Lease>().Where(lease => lease.Tenant == claim.Tenant).Sum(lease => lease.RentPerMonth), "a claim is at most half of the rent of three months"));
        Assert.Equal(11, rows.Of<Invoice>().GroupBy(invoice => invoice.Lease).Select(lease => lease.Count()).Distinct().Single());
    }

    [Fact]
    public void Buildings_for_load_tests_have_no_books()
    {
        var rows = CommunityRows.Of(Communities.Small(0) with { Tenancy = new() { Books = false } }, Communities.Today);
        Assert.Empty(rows.Of<Invoice>().Concat<object>(rows.Of<InsuredHeads>()).Concat(rows.Of<Claim>()).Concat(rows.Of<Payment>()));
        Assert.NotEmpty(rows.Of<Lease>());
    }

    private static List<string> Texts(RegistryRows rows) =>
        [.. RegistryTables.All.SelectMany(table => rows.Of(table).Select(row => $"{table.Name} {string.Join(' ', table.TextsOf(row.Value))}"))];
}
