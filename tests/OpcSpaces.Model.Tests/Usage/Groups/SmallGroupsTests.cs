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
        Assert.False(groups.HideTotal(FigureKind.Desks));
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
        foreach (var (groups, zones) in ((SmallGroups, string)[])[(Of([("a", "t1", 4, 0, 9)], zones: "ab"), "ab"), (Of([("a", "t1", 1, 0, 9)], zones: "a"), "a"), (Of([("a", "t1", 1, 0, 9), ("b", "t2", 3, 0, 9)]), "ab")])
        {
            Assert.True(groups.Hide(null));
            Assert.Equal(zones, Hidden(groups, zones));
        }

        Assert.False(SmallGroups.None.Hide(null));
        Assert.False(SmallGroups.None.HideZone("a"));
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

        Assert.Equal("ab", Hidden(SmallGroups.Of(rows, "hub", First, First, (_, _) => new HashSet<string>(["a", "b", "c"])), "abc"));
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

    /// <summary>A zone that has no desks hides nothing of one whose desks are withheld.</summary>
    [Fact]
    public void A_zone_is_withheld_beside_a_small_one_for_each_kind_of_figure_that_both_are_in()
    {
        (string, string, int, int, int)[] leases = [("a", "t1", 2, 0, 9), ("b", "t2", 6, 0, 9), ("c", "t3", 7, 0, 9), ("d", "t4", 8, 0, 9)];
        var sources = Sources("acd", "bcd", "abcd");
        // b has no desks, so c is withheld too; with it, what is left of the energy is of a, b and c.
        var groups = Of(leases, sources: sources);
        Assert.Equal("ac", Hidden(groups, "abcd"));
        Assert.All(Enum.GetValues<FigureKind>(), kind => Assert.False(groups.HideTotal(kind)));
    }

    [Fact]
    public void Where_no_other_zone_is_in_a_kind_of_figure_its_total_is_withheld_and_the_others_are_not()
    {
        (string, string, int, int, int)[] leases = [("a", "t1", 2, 0, 9), ("b", "t2", 6, 0, 9), ("c", "t3", 7, 0, 9)];
        var groups = Of(leases, sources: Sources("abc", "a", "bc"));
        Assert.Equal("ab", Hidden(groups, "abc"));
        Assert.Equal((false, true, false), (groups.HideTotal(FigureKind.Desks), groups.HideTotal(FigureKind.Rooms), groups.HideTotal(FigureKind.Energy)));
        Assert.False(groups.Hide(null));
        Assert.True(groups.Hide(null, FigureKind.Rooms));
    }

    /// <summary>Whoever asks for figures of any coverage would get a total without the zone that nothing is known of.</summary>
    [Fact]
    public void A_zone_of_which_no_record_knows_anything_covers_no_other_one()
    {
        var community = new TestCommunity(zones: 3, desks: 6);
        foreach (var (zone, people) in ((string, int)[])[("z1", 2), ("z2", 6), ("z3", 7)])
            community.With(new Tenant("hub", zone, zone, "91440300MA5FTQ0Y23", people, "ai", TenantStage.Idea, First), new Lease("hub", zone, zone, LeaseKind.Zone, zone, Tags.None, First, 10, 0));
        var span = community.Span("2026-03-02", "2026-03-03");
        string HiddenWhere(Func<string, int, bool> isKnown) => string.Concat(((string[])["z1", "z2", "z3"]).Where(SmallGroups.Of(community.Rows, community.History(span, (place, hour) => isKnown(place.Zone.Id, hour) ? TestCommunity.Sure(place, 30) : null)).HideZone));

        Assert.Equal("z1z2", HiddenWhere((_, _) => true));
        Assert.Equal("z1z3", HiddenWhere((zone, _) => zone != "z2"));
        // On one of the dates.
        Assert.Equal("z1z2z3", HiddenWhere((zone, hour) => zone != "z2" || hour >= 24));
        // Before the records come, the zones that have desks.
        Assert.Equal("z1z2", HiddenWhere((_, _) => false));
        // Where nothing of the small zone is known there is nothing to hide but itself.
        Assert.Equal("z1", HiddenWhere((zone, _) => zone == "z3"));
    }

    /// <summary>Where nobody gets figures of single desks, a zone of one desk would be one.</summary>
    [Theory]
    [InlineData(true, "")]
    [InlineData(false, "ab")]
    public void A_zone_of_few_desks_is_withheld_where_figures_of_desks_are_off(bool isGiven, string hidden)
    {
        var rows = new RegistryRows([new CommunityFacts("hub", "Hub", "d", "Asia/Shanghai", DeskFigures: isGiven)]);
        foreach (var (zone, desks) in ((string, int)[])[("a", 2), ("b", 5), ("c", 9)])
        {
            rows.Put(new Zone("hub", zone, "f1", zone, ZoneKind.OpenArea));
            for (var desk = 1; desk <= desks; desk++) rows.Put(new Desk("hub", zone, $"desk/{desk}", 1, 1, 0, Tags.None));
        }

        Assert.Equal(hidden, Hidden(SmallGroups.Of(rows, "hub", First, First, Sources("abc", "", "abc")), "abc"));
    }

    /// <summary>A zone has many desks and few rooms: the figure of its rooms is that of one.</summary>
    [Theory]
    [InlineData(true, "abcd", "", false)]
    [InlineData(false, "abcd", "abc", false)] // c with them: a and b have four rooms together
    [InlineData(false, "acd", "ac", false)]
    [InlineData(false, "bd", "bd", false)]
    [InlineData(false, "cd", "", false)]
    [InlineData(false, "b", "b", true)]
    public void Of_a_zone_of_few_rooms_the_rooms_alone_are_withheld_where_figures_of_desks_are_off(bool isGiven, string zones, string hidden, bool isTotalHidden)
    {
        var rows = new RegistryRows([new CommunityFacts("hub", "Hub", "d", "Asia/Shanghai", DeskFigures: isGiven)]);
        foreach (var (zone, rooms) in ((string, int)[])[("a", 1), ("b", 3), ("c", 6), ("d", 9)])
        {
            rows.Put(new Zone("hub", zone, "f1", zone, ZoneKind.OpenArea));
            for (var desk = 1; desk <= 6; desk++) rows.Put(new Desk("hub", zone, $"desk/{desk}", 1, 1, 0, Tags.None));
            for (var room = 1; room <= rooms; room++) rows.Put(new Room("hub", zone, $"room/{room}", "Room", 8, Tags.None));
        }

        var groups = SmallGroups.Of(rows, "hub", First, First, Sources("abcd", zones, "abcd"));
        Assert.Equal(hidden, string.Concat(zones.Where(zone => groups.HideRooms($"{zone}"))));
        Assert.Equal("", Hidden(groups, "abcd"));
        Assert.Equal((false, isTotalHidden, false), (groups.HideTotal(FigureKind.Desks), groups.HideTotal(FigureKind.Rooms), groups.HideTotal(FigureKind.Energy)));
        Assert.Equal(hidden.Contains('b', StringComparison.Ordinal), groups.Hide("b", FigureKind.Rooms) && zones.Contains('b', StringComparison.Ordinal));
    }

    /// <summary>
    /// Everything that can be computed by adding and subtracting answers about any dates: for each date and kind of figure, the zones that some answer shows alone, and
    /// the total less any of them.
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
        // On some dates, records of some zones are missing.
        var sources = Enumerable.Range(0, Days).Select(_ => Enum.GetValues<FigureKind>().ToDictionary(kind => kind, _ => zones.Where(_ => random.Next(4) > 0).ToHashSet())).ToArray();
        var spans = (from start in Enumerable.Range(0, Days) from end in Enumerable.Range(start, Days - start) select (From: start, To: end)).ToDictionary(
            span => span, span => Of(leases, span.From, span.To, zones, (kind, date) => sources[date.DayNumber - First.DayNumber][kind].Select(zone => $"{zone}").ToHashSet()));
        for (var day = 0; day < Days; day++)
        {
            // What a date is known of: a zone when two answers that show it differ by this date alone (or one is about it alone).
            var answers = spans.Where(span => span.Key.From <= day && day <= span.Key.To).Select(span => span.Value).ToList();
            var shown = zones.Where(zone => answers.Any(groups => !groups.HideZone($"{zone}"))).ToList();
            foreach (var zone in shown.Where(zone => PeopleOf(leases, [zone], day) > 0)) Assert.True(PeopleOf(leases, [zone], day) >= SmallGroups.LeastPeople, $"zone {zone} on day {day}");
            foreach (var (kind, counted) in sources[day].Where(kind => answers.Any(groups => !groups.HideTotal(kind.Key))))
            {
                // The total less each choice of the zones that are shown.
                for (var choice = 0; choice < 1 << shown.Count; choice++)
                {
                    var rest = counted.Where(zone => !shown.Where((_, i) => (choice & (1 << i)) != 0).Contains(zone)).ToList();
                    var people = PeopleOf(leases, rest, day);
                    Assert.True(people == 0 || people >= SmallGroups.LeastPeople || rest.All(zone => PeopleOf(leases, [zone], day) == 0), $"{kind}: what is left of the total on day {day}: {people} people in {string.Join(',', rest)}");
                    Assert.False(rest.Count == 1 && PeopleOf(leases, rest, day) is > 0 and < SmallGroups.LeastPeople, $"{kind}, day {day}");
                }
            }
        }
    }

    private static int PeopleOf((string Zone, string Tenant, int People, int From, int To)[] leases, IEnumerable<char> zones, int day) =>
        leases.Where(lease => zones.Contains(lease.Zone[0]) && lease.From <= day && lease.To >= day).DistinctBy(lease => lease.Tenant).Sum(lease => lease.People);

    private static string Hidden(SmallGroups groups, string zones) => string.Concat(zones.Where(zone => groups.HideZone($"{zone}")));

    private static Func<FigureKind, DateOnly, IReadOnlySet<string>> Sources(string desks, string rooms, string energy) =>
        (kind, _) => (kind switch { FigureKind.Desks => desks, FigureKind.Rooms => rooms, _ => energy }).Select(zone => $"{zone}").ToHashSet();

    private static SmallGroups Of((string Zone, string Tenant, int People, int From, int To)[] leases, int from = 0, int to = 9, string? zones = null, Func<FigureKind, DateOnly, IReadOnlySet<string>>? sources = null)
    {
        var rows = new RegistryRows();
        var all = (zones ?? string.Concat(leases.Select(lease => lease.Zone))).Distinct().Select(zone => $"{zone}").ToHashSet();
        foreach (var zone in all) rows.Put(new Zone("hub", zone, "f1", zone, ZoneKind.OpenArea));
        foreach (var (zone, tenant, people, first, last) in leases)
        {
            rows.Put(new Tenant("hub", tenant, tenant, "91440300MA5FTQ0Y23", people, "ai", TenantStage.Idea, First));
            rows.Put(new Lease("hub", $"l-{rows.Count}", tenant, LeaseKind.Zone, zone, Tags.None, First.AddDays(first), 10, 0, First.AddDays(last)));
        }

        // Of another community, and not counted.
        rows.Put(new Tenant("other", "t1", "t1", "91440300MA5FTQ0Y23", 10, "ai", TenantStage.Idea, First));
        rows.Put(new Lease("other", "l-1", "t1", LeaseKind.Zone, "a", Tags.None, First, 10, 0));
        return SmallGroups.Of(rows, "hub", First.AddDays(from), First.AddDays(to), sources ?? ((_, _) => all));
    }
}
