using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Values;
using OpcSpaces.Model.Usage.Groups;
using OpcSpaces.Testing;
using ZoneKind = OpcSpaces.Model.Spaces.ZoneKind;

namespace OpcSpaces.Model.Tests.Usage.Groups;

/// <summary>No figure, and no difference of figures, is about fewer than five people.</summary>
public sealed class SmallGroupsTests
{
    private static readonly DateOnly First = new(2026, 3, 1);

    [Fact]
    public void A_zone_of_fewer_than_five_people_is_withheld_with_the_smallest_other_one()
    {
        var groups = Of([("a", "t1", 4, 0, 9), ("b", "t2", 7, 0, 9), ("c", "t3", 6, 0, 9), ("d", "t4", 9, 0, 9)], zones: "abcde");
        Assert.Equal("ac", Hidden(groups, "abcde"));
        Assert.False(groups.Hide(null));
    }

    [Fact]
    public void Small_zones_that_are_five_people_together_need_no_other()
    {
        Assert.Equal("ab", Hidden(Of([("a", "t1", 2, 0, 9), ("b", "t2", 3, 0, 9), ("c", "t3", 6, 0, 9)]), "abc"));
        // The same two people in both zones are two people.
        Assert.Equal("abc", Hidden(Of([("a", "t1", 2, 0, 9), ("b", "t1", 2, 0, 9), ("c", "t3", 6, 0, 9), ("d", "t4", 8, 0, 9)]), "abcd"));
    }

    [Fact]
    public void A_zone_without_leases_is_of_everybody_and_the_last_to_be_withheld()
    {
        Assert.Equal("", Hidden(Of([("a", "t1", 5, 0, 9)], zones: "abc"), "abc"));
        Assert.Equal("ab", Hidden(Of([("a", "t1", 4, 0, 9), ("b", "t2", 50, 0, 9)], zones: "abc"), "abc"));
        Assert.Equal("", Hidden(Of([], zones: "ab"), "ab"));
    }

    [Fact]
    public void Of_a_community_of_fewer_people_everything_is_withheld()
    {
        foreach (var groups in (SmallGroups[])[Of([("a", "t1", 4, 0, 9)], zones: "ab"), Of([("a", "t1", 1, 0, 9)], zones: "a"), Of([("a", "t1", 1, 0, 9), ("b", "t2", 3, 0, 9)])])
        {
            Assert.True(groups.Hide(null));
            Assert.True(groups.Hide("a"));
            Assert.True(groups.Hide("b"));
        }

        Assert.False(SmallGroups.None.Hide(null));
        Assert.False(SmallGroups.None.Hide("a"));
    }

    [Fact]
    public void A_firm_counts_with_as_many_people_as_it_leases_desks_in_the_zone()
    {
        var rows = new RegistryRows();
        foreach (var zone in "abc") rows.Put(new Zone("hub", $"{zone}", "f1", $"{zone}", ZoneKind.OpenArea));
        foreach (var (tenant, zone, kind, places) in ((string, string, LeaseKind, string)[])[("t1", "a", LeaseKind.Desks, "desk/1"), ("t2", "b", LeaseKind.Room, "room/1"), ("t3", "c", LeaseKind.Desks, "desk/1;desk/2;desk/3;desk/4;desk/5;desk/6")])
        {
            rows.Put(new Tenant("hub", tenant, tenant, "91440300MA5FTQ0Y23", 6, "ai", TenantStage.Idea, First));
            rows.Put(new Lease("hub", $"l-{tenant}", tenant, kind, zone, Tags.Parse(places), First, 10, 0));
        }

        Assert.Equal("ab", Hidden(SmallGroups.Of(rows, "hub", First, First), "abc"));
    }

    [Fact]
    public void A_single_date_with_few_people_withholds_the_zone_for_all_dates_that_include_it()
    {
        (string, string, int, int, int)[] leases = [("a", "t1", 6, 0, 9), ("a", "t2", 1, 0, 20), ("b", "t3", 9, 0, 20), ("c", "t4", 8, 0, 20)];
        Assert.Equal("", Hidden(Of(leases, from: 0, to: 9), "abc"));
        Assert.Equal("ac", Hidden(Of(leases, from: 0, to: 10), "abc"));
        Assert.Equal("ac", Hidden(Of(leases, from: 15, to: 15), "abc"));
        Assert.Equal("", Hidden(Of(leases, from: 21, to: 25), "abc"));
    }

    /// <summary>
    /// Everything that can be computed by adding and subtracting answers about any dates: for each date, the zones that some answer shows alone, and
    /// what is left of the total.
    /// </summary>
    [Fact]
    public void No_difference_of_answers_about_any_dates_is_about_fewer_people()
    {
        var seed = Seed.Take(nameof(No_difference_of_answers_about_any_dates_is_about_fewer_people));
        seed.Run(() =>
        {
            var random = seed.CreateRandom();
            for (var round = 0; round < 200; round++) AssertSafe(random);
        });
    }

    private static void AssertSafe(Random random)
    {
        const int Days = 6;
        var zones = "abcdef"[..random.Next(1, 7)];
        var leases = Enumerable.Range(0, random.Next(0, 9)).Select(i => ($"{zones[random.Next(zones.Length)]}", $"t{i % 5}", 1 + (i % 5 * 2), random.Next(Days), random.Next(Days))).Where(lease => lease.Item4 <= lease.Item5).ToArray();
        for (var day = 0; day < Days; day++)
        {
            // What a date is known of: a zone when two answers that show it differ by this date alone (or one is about it alone).
            var shown = zones.Where(zone => Spans(day, Days).Any(span => !Of(leases, span.From, span.To, zones).Hide($"{zone}"))).ToList();
            foreach (var zone in shown.Where(zone => PeopleOf(leases, [zone], day) > 0)) Assert.True(PeopleOf(leases, [zone], day) >= SmallGroups.LeastPeople, $"zone {zone} on day {day}");
            if (!Spans(day, Days).Any(span => !Of(leases, span.From, span.To, zones).HideTotal)) continue;
            var rest = zones.Except(shown).ToList();
            var people = PeopleOf(leases, rest, day);
            Assert.True(people == 0 || people >= SmallGroups.LeastPeople, $"what is left of the total on day {day}: {people} people in {string.Join(',', rest)}");
            Assert.False(rest.Count == 1 && people is > 0 and < SmallGroups.LeastPeople, $"day {day}");
        }
    }

    // The spans that include a date: any of them less the same without that date is about the date.
    private static IEnumerable<(int From, int To)> Spans(int day, int days) =>
        from start in Enumerable.Range(0, day + 1) from end in Enumerable.Range(day, days - day) select (start, end);

    private static int PeopleOf((string Zone, string Tenant, int People, int From, int To)[] leases, IEnumerable<char> zones, int day) =>
        leases.Where(lease => zones.Contains(lease.Zone[0]) && lease.From <= day && lease.To >= day).DistinctBy(lease => lease.Tenant).Sum(lease => lease.People);

    private static string Hidden(SmallGroups groups, string zones) => string.Concat(zones.Where(zone => groups.Hide($"{zone}")));

    private static SmallGroups Of((string Zone, string Tenant, int People, int From, int To)[] leases, int from = 0, int to = 9, string? zones = null)
    {
        var rows = new RegistryRows();
        foreach (var zone in (zones ?? string.Concat(leases.Select(lease => lease.Zone))).Distinct()) rows.Put(new Zone("hub", $"{zone}", "f1", $"{zone}", ZoneKind.OpenArea));
        foreach (var (zone, tenant, people, first, last) in leases)
        {
            rows.Put(new Tenant("hub", tenant, tenant, "91440300MA5FTQ0Y23", people, "ai", TenantStage.Idea, First));
            rows.Put(new Lease("hub", $"l-{rows.Count}", tenant, LeaseKind.Zone, zone, Tags.None, First.AddDays(first), 10, 0, First.AddDays(last)));
        }

        // Of another community, and not counted.
        rows.Put(new Tenant("other", "t1", "t1", "91440300MA5FTQ0Y23", 10, "ai", TenantStage.Idea, First));
        rows.Put(new Lease("other", "l-1", "t1", LeaseKind.Zone, "a", Tags.None, First, 10, 0));
        return SmallGroups.Of(rows, "hub", First.AddDays(from), First.AddDays(to));
    }
}
