using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Building.Kinds;
using OpcSpaces.FirmwareSim.People;
using OpcSpaces.FirmwareSim.Tenancy.Rows;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.FirmwareSim.Truth;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;

namespace OpcSpaces.FirmwareSim.Tests.Tenancy;

/// <summary>The registry and the people of a simulated community are of one piece.</summary>
public class TenantsAndPeopleTests
{
    private static readonly DateOnly From = new(2026, 3, 2);
    private static readonly DateOnly To = new(2026, 4, 13);

    [Theory]
    [InlineData("nanshan-walkways", 3)]
    [InlineData("nanshan-tenants", 3)]
    [InlineData("office", 28)]
    [InlineData("", 28)]
    public void Whoever_sits_at_a_desk_belongs_to_the_tenant_that_has_it(string building, int days)
    {
        var plan = building.Length > 0 ? Communities.Included(building) : Communities.Small(0.3);
        var leased = Leased(plan, CommunityRows.Of(plan, Communities.Today));
        var seen = Present(plan, From, From.AddDays(days)).Where(place => place.Place.StartsWith("desk/", StringComparison.Ordinal)).ToHashSet();

        // Of people who only pass by for minutes nobody has a lease.
        Assert.All(seen, place => Assert.True(leased.ContainsKey(place) || plan.Kinds[place.Zone, place.Place] is { Visits: not null, Attendance: 0 }, $"{place}"));
        Assert.NotEmpty(seen);
    }

    [Theory]
    [InlineData("nanshan-walkways")]
    [InlineData("office")]
    [InlineData("")]
    public void A_tenant_has_as_many_people_as_come_to_its_places(string building)
    {
        var plan = building.Length > 0 ? Communities.Included(building) : Communities.Small(0);
        var rows = CommunityRows.Of(plan, Communities.Today);
        var leased = Leased(plan, rows);
        var people = new Dictionary<string, int>();
        var person = 0;
        foreach (var (zone, desk) in plan.Community.Zones.SelectMany(zone => zone.Desks.Select(desk => (zone.Id, desk.Id))))
        {
            var comes = new Person(plan.Seed, person++, plan.People, plan.Kinds[zone, desk]).Habits.WorkdayAttendance > 0;
            var tenant = leased.GetValueOrDefault((zone, desk));
            Assert.False(comes && tenant is null, $"{zone} {desk}");
            if (tenant is not null) people[tenant] = people.GetValueOrDefault(tenant) + (comes ? 1 : 0);
        }

        foreach (var (place, kind) in plan.Kinds.Places.Where(place => place.Kind.People > 0).Select(place => ((place.Zone, place.Point), place.Kind)))
            people[leased[place]] = people.GetValueOrDefault(leased[place]) + kind.People;
        Assert.Equal(people.OrderBy(tenant => tenant.Key).Select(tenant => (tenant.Key, Math.Max(1, tenant.Value))), rows.Of<Tenant>().Where(tenant => tenant.To is null).Select(tenant => (tenant.Id, tenant.HeadCount)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void Desks_that_nobody_uses_are_vacant_or_ghosts_as_the_description_says(double ghosts, double share)
    {
        var plan = Communities.Included("nanshan-walkways");
        plan = plan with { Tenancy = plan.Tenancy with { Ghosts = ghosts } };
        var leased = Leased(plan, CommunityRows.Of(plan, Communities.Today));
        var open = plan.Community.Zones.Where(zone => zone.Kind == Model.Spaces.ZoneKind.OpenArea).Select(zone => zone.Id).ToHashSet();
        var unused = plan.Kinds.Places.Where(place => place.Kind.Attendance == 0 && open.Contains(place.Zone)).ToList();

        Assert.True(unused.Count > 100);
        Assert.Equal(share, unused.Count(place => leased.ContainsKey((place.Zone, place.Point))) / (double)unused.Count);
    }

    /// <summary>Registry and signals agree: what a tenant announces is what the sensors show.</summary>
    [Fact]
    public void On_announced_absences_nobody_of_the_tenant_sits_anywhere()
    {
        var plan = Communities.Small(0.5);
        var rows = CommunityRows.Of(plan, Communities.Today);
        var leased = Leased(plan, rows);
        var away = rows.Of<Absence>().SelectMany(absence => Enumerable.Range(0, absence.To.DayNumber - absence.From.DayNumber + 1).Select(day => (absence.Tenant, Date: absence.From.AddDays(day))))
            .Where(day => day.Date >= From && day.Date < To).ToHashSet();

        var (with, without) = (AwayAndPresent(plan), AwayAndPresent(plan with { Tenancy = plan.Tenancy with { Absences = 0 } }));

        Assert.Empty(with);
        Assert.True(without.Count > 500, "without absences they would have been there");
        Assert.Contains(without, place => place.Place.StartsWith("room/", StringComparison.Ordinal));

        List<(string Zone, string Place, DateOnly Date)> AwayAndPresent(BuildingPlan people) =>
            [.. PresentByDay(people, From, To).Where(day => leased.TryGetValue((day.Zone, day.Place), out var tenant) && away.Contains((tenant, day.Date)) && !IsPublic(people, day.Zone, day.Place))];
    }

    [Fact]
    public void Somebody_who_works_past_midnight_is_gone_when_an_absence_begins_at_midnight()
    {
        var owls = new PeopleMix { Never = 0, PartTime = 0, NightOwls = 1 };
        var (person, owl) = Enumerable.Range(0, 50).SelectMany(number => Enumerable.Range(0, 50).Select(day => (Person: new Person(1, number, owls), Date: From.AddDays(day))))
            .First(night => night.Person.StaysOn(night.Date) is [.., { ToSeconds: Stay.Midnight }]);
        var next = new Person(1, person.Number, owls, isAway: date => date == owl.AddDays(1));
        var last = new Person(1, person.Number, owls, isAway: date => date == owl);

        Assert.Equal(person.StaysOn(owl).SkipLast(1), next.StaysOn(owl));
        Assert.Empty(next.StaysOn(owl.AddDays(1)));
        Assert.Empty(last.StaysOn(owl));
        Assert.Equal(person.StaysOn(owl.AddDays(1)).Skip(1), last.StaysOn(owl.AddDays(1)));
    }

    [Fact]
    public void Without_absences_in_the_description_nobody_announces_one() =>
        Assert.Empty(CommunityRows.Of(Communities.Included("nanshan-10000"), Communities.Today).Of<Absence>());

    /// <summary>Without absences, tenants change nothing: the demo is the measured building.</summary>
    [Fact]
    public void The_people_of_the_demo_are_those_of_the_measured_building_but_for_absences_and_unused_desks()
    {
        var (measured, demo) = (Communities.Included("nanshan-10000"), Communities.Included("nanshan-tenants"));
        var none = demo with { Kinds = PlaceKinds.None, Tenancy = demo.Tenancy with { Absences = 0 } };
        Assert.Equal(PresentByDay(measured, From, From.AddDays(2)), PresentByDay(none, From, From.AddDays(2)));
    }

    // A meeting room without people of its own is used by everybody.
    private static bool IsPublic(BuildingPlan plan, string zone, string place) => place.StartsWith("room/", StringComparison.Ordinal) && plan.Kinds[zone, place] is not { People: > 0 };

    /// <summary>The tenant of each place from the first of January 2026 on.</summary>
    private static Dictionary<(string Zone, string Place), string> Leased(BuildingPlan plan, RegistryRows rows)
    {
        var zones = plan.Community.Zones.ToDictionary(zone => zone.Id);
        return rows.Of<Lease>().Where(lease => lease.To is null)
            .SelectMany(lease => (lease.Kind == LeaseKind.Zone ? zones[lease.Zone].Desks.Select(desk => desk.Id).Concat(zones[lease.Zone].Rooms.Select(room => room.Id)) : lease.Places.Words).Select(place => (place: (lease.Zone, place), lease)))
            .ToDictionary(it => it.place, it => it.lease.From <= new DateOnly(2026, 1, 1) ? it.lease.Tenant : throw new InvalidOperationException($"{it.lease} begins too late"));
    }

    private static IEnumerable<(string Zone, string Place)> Present(BuildingPlan plan, DateOnly from, DateOnly to) => PresentByDay(plan, from, to).Select(day => (day.Zone, day.Place));

    private static IEnumerable<(string Zone, string Place, DateOnly Date)> PresentByDay(BuildingPlan plan, DateOnly from, DateOnly to)
    {
        var clock = new BuildingClock(plan.UtcOffset);
        return TruthLog.Of(plan, plan.Seed, clock, clock.Instant(from, 0), clock.Instant(to, 0)).Where(record => record.What == TruthKind.Present)
            .SelectMany(record => ((DateOnly[])[clock.Date(record.From), clock.Date(record.To!.Value.AddTicks(-1))]).Distinct().Select(date => (record.Zone, record.Point, date)));
    }
}
