using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Rules;
using OpcSpaces.Model.Registry.Values;
using OpcSpaces.Registry.Tests;

namespace OpcSpaces.Model.Tests.Registry;

/// <summary>Each rule: a community without faults, one thing that is wrong, and what is said about it.</summary>
public class RegistryRulesTests
{
    private const string Hub = Sample.Hub;
    private static readonly DateOnly Day = Sample.Start;
    private static readonly Lease Lease = Row<Lease>();

    [Fact]
    public void A_right_community_has_no_fault() => Assert.Empty(RegistryRules.Check(new RegistryRows(Sample.Rows())).Kept);

    public static TheoryData<object, string> Wrong => new()
    {
        { Row<Tenant>() with { Name = " " }, "tenants hub/t-1, name: \"\" – it is empty: write its registered name" },
        { Row<Tenant>() with { Name = "a\u0007" }, "tenants hub/t-1, name: \"a\uFFFD\" – write it without control characters" },
        { Row<Tenant>() with { Name = "a\u202Egpj.exe" }, "tenants hub/t-1, name: \"a\uFFFDgpj.exe\" – write it without control characters" },
        { Row<Tenant>() with { Id = "t\u200B-1", Uscc = "91350100M000100Y43" }, "it contains an invisible character: write another id" },
        { Row<Tenant>() with { Id = "cafe\u0301", Uscc = "91350100M000100Y43" }, "it has letters with separate accents: write them as one letter each (NFC)" },
        { Row<Tenant>() with { Sector = new string('x', 501) }, "it has 501 characters: write 500 at most" },
        { Row<Tenant>() with { HeadCount = 0 }, "tenants hub/t-1, headCount: \"0\" – write 1 to 10 people" },
        { Row<Tenant>() with { HeadCount = 11 }, "write 1 to 10 people" },
        { Row<Tenant>() with { Uscc = "91440300MA5FTQ0Y24" }, "its check character does not fit (GB 32100)" },
        { Row<Tenant>() with { Id = "t-2" }, "tenants hub/t-2, uscc: \"91440300MA5FTQ0Y23\" – tenant t-1 has the same code at the same time" },
        { Row<Tenant>() with { Id = "T-1", From = new(2020, 1, 1), To = new(2020, 2, 1) }, "it differs from hub/T-1 only by case: rename one" },
        { Row<Tenant>() with { Id = "a/b", Uscc = "91350100M000100Y43" }, "it contains '/', which is not allowed in topics: write another id" },
        { Row<Tenant>() with { To = new(2025, 12, 1) }, "tenants hub/t-1, to: \"2025-12-01\" – it is before from, 2026-01-01: swap the two, or correct one" },
        { Row<Tenant>() with { UseCode = "factory" }, "there is no use with this id: add it to use-codes, or correct the id" },
        { Row<CommunityFacts>() with { TimeZone = "China Standard Time" }, "write a name of the IANA database, such as Asia/Shanghai" },
        { Row<CommunityFacts>() with { Latitude = null }, "communities hub, latitude: missing – write latitude and longitude, or neither" },
        { Row<CommunityFacts>() with { District = "futian" }, "there is no district with this id" },
        { Row<OpeningHours>() with { Opens = new(22, 0) }, "it is not after opens, 22:00" },
        { new CalendarDay(Hub, Day, DayKind.Workday, new(8, 0)), "calendar-days hub/2026-01-01, closes: missing – write both opens and closes, or neither" },
        { Row<CommunityArea>() with { SquareMetres = 0 }, "write 0.01 to 10000000 m²" },
        { Row<Invoice>() with { Amount = 12.345m }, "write at most 2 decimals" },
        { Row<PrivacyAssessment>() with { ValidUntil = Day }, "it is before date, 2026-01-15" },
        { Row<InsuredHeads>() with { Month = new(2026, 1, 2) }, "write the first day of the month, 2026-01-01" },
        { new Absence(Hub, "t-1", new(2026, 2, 20), new(2026, 3, 1)), "it overlaps the absence from 2026-02-14 to 2026-02-23" },
        { new Absence(Hub, "t-1", new(2025, 2, 20), new(2025, 3, 1)), "the tenant is in the community 2026-01-01 on: write dates within" },
        { new OutOfService(Hub, "open-3", "desk/4", new(2026, 3, 5), "x"), "it overlaps the time 2026-03-02 to 2026-03-06" },
        { new OutOfService(Hub, "open-3", "desk/9", new(2026, 3, 5), "x"), "zone open-3 has no such place: add it to desks, or correct the id" },
        { Row<Point>() with { Id = "desk/1", Generation = 4, Since = DateTimeOffset.MaxValue, Reason = GenerationReason.Moved }, "the one before is 2: use 3" },
        { Row<Point>() with { Id = "desk/1", Generation = 3, Reason = GenerationReason.Moved }, "it is not after generation 2, 2026-02-01T03:30:00Z: write a later time" },
        { Row<Point>() with { Id = "desk/1", Generation = 3, Since = DateTimeOffset.MaxValue, Reason = GenerationReason.Installed }, "a later generation is swapped or moved" },
        { Row<Point>() with { Id = "desk/9" }, "zone open-3 has no such place" },
        { Row<Point>() with { Id = "chair/1" }, "write desk/ or room/ or meter/ or door/ or env/ and a number from 1" },
        { Row<Point>() with { Gateway = "gw-9" }, "there is no gateway with this id" },
        { Lease with { Id = "l-2", Tenant = "t-9" }, "there is no tenant with this id" },
        { Lease with { Id = "l-2" }, "leases hub/l-2, places: \"desk/1\" – lease l-1 has it 2026-01-01 to 2026-12-31: move one of them, or correct the dates" },
        { Lease with { Id = "l-2", Kind = LeaseKind.Zone, Places = Tags.None, AddressKind = null, Address = null }, "lease l-1 has a part of the zone 2026-01-01 to 2026-12-31" },
        { Lease with { From = new(2025, 1, 1) }, "the tenant is in the community 2026-01-01 on: write dates within" },
        { Row<Zone>("open-3") with { To = new(2026, 6, 30) }, "the zone is in use 2026-01-01 to 2026-06-30: write dates within" },
        { Lease with { To = new(2025, 1, 1) }, "it is before from, 2026-01-01" },
        { Lease with { Places = Tags.Of("desk/9") }, "zone open-3 has no such place: add it to desks, or correct the id" },
        { Lease with { Places = Tags.None }, "write the desks, such as desk/12;desk/13" },
        { Lease with { Kind = LeaseKind.Zone }, "a lease of a zone has no places" },
        { Lease with { Kind = LeaseKind.Room }, "write the one room, such as room/1" },
        { Lease with { Address = null }, "leases hub/l-1, address: missing – write both addressKind and address, or neither" },
        { Lease with { Id = "l-2", Kind = LeaseKind.Room, Zone = "meeting-1", Places = Tags.Of("room/1") }, "only a lease of desks has the number of a desk as its address" },
        { Lease with { SquareMetres = 97 }, "with it 97 m² of the zone are leased on 2026-01-01, and the zone has 96 m² (zone-areas, usable): correct one of them" },
        { Lease with { Id = "l-2", Places = Tags.Of("desk/3"), SquareMetres = 91 }, "with it 97 m² of the zone are leased" },
        { Row<Zone>("meeting-1") with { Outline = Outline.Parse("12 0,18 8,18 0,12 8") }, "zones hub/meeting-1, outline: the outline – it crosses itself near x 15, y 4: draw it without crossings" },
        { Row<Zone>("meeting-1") with { Outline = Outline.Rectangle(60, 0, 6, 8) }, "it is not inside its floor, x 0 to 64, y 0 to 40: move or shrink it" },
        { Row<Zone>("meeting-1") with { Outline = Outline.Rectangle(11, 0, 6, 8) }, "it overlaps zone " },
        { Row<Desk>() with { X = 40 }, "desks hub/open-3/desk/1, x: x 40, y 4.25 – it is not inside its zone open-3" },
        { Row<Desk>() with { X = 900, Y = 900, Id = "desk/7" }, "it is not inside its zone" },
        { Row<Fixture>() with { X = 60 }, "it is not inside its floor" },
        { Row<ZoneArea>() with { SquareMetres = 1033.3m }, "the outline has 96 m², so this looks like square feet (1 m² = 10.764 ft²): write m²" },
        { Row<ZoneArea>() with { SquareMetres = 0.144m }, "so this looks like mu (1 mu = 666.67 m²): write m²" },
        { Row<Floor>() with { WidthMetres = 6 }, "it is not inside its floor, x 0 to 6, y 0 to 40" },
        { Row<Payment>() with { Invoice = "i-9" }, "there is no invoice with this id" },
        { new Desk("valley", "open-3", "desk/1", 1, 1, 0, Tags.None), "there is no community with this id" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_named_with_value_and_fix(object row, string expected)
    {
        var rows = new RegistryRows(Sample.Rows());
        rows.Put(row);

        Assert.Contains(RegistryRules.Check(rows).Kept, fault => fault.ToString().Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Leases_one_after_the_other_and_of_other_desks_are_right()
    {
        var rows = new RegistryRows(Sample.Rows());
        rows.Put(Lease with { Id = "l-2", From = new(2027, 1, 1), To = null });
        rows.Put(Lease with { Id = "l-3", Places = Tags.Of("desk/3"), To = null });
        Assert.Empty(RegistryRules.Check(rows).Kept);
    }

    [Fact]
    public void Very_many_faults_are_counted_and_the_first_are_kept()
    {
        var rows = new RegistryRows(Sample.Rows());
        for (var i = 0; i < 5_000; i++) rows.Put(new UseCode(Hub, $"u-{i}", "", true));
        var faults = RegistryRules.Check(rows);
        Assert.Equal((5_000, RegistryFaults.MostKept), (faults.Count, faults.Kept.Count));
    }

    private static T Row<T>(string? id = null)
        where T : class => Sample.Rows().OfType<T>().First(row => id is null || RegistryTables.Of<T>().KeyOf(row).EndsWith($"/{id}", StringComparison.Ordinal));
}
