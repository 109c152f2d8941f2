using System.Runtime.CompilerServices;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.People.Days;
using OpcSpaces.FirmwareSim.People.Days.Events;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Tests.People.Days;

public class BuildingDaysTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);
    private static readonly BuildingPlan Plan = BuildingGenerator.Generate(new BuildingOptions { Desks = 250, Gateways = 8, Doors = 40, RoomSensors = true });
    private static readonly IReadOnlyList<Zone> Zones = Plan.Community.Floors[0].Zones;

    [Fact]
    public void A_day_is_the_same_whatever_was_asked_for_before()
    {
        var (days, others) = (Days(seed: 1), Days(seed: 1));
        for (var date = Monday; date < Monday.AddDays(6); date = date.AddDays(1))
            _ = others[0, 3, date];

        Assert.All(Zones.Select((_, zone) => zone), zone => Assert.Equal(days[0, zone, Monday].Events, others[0, zone, Monday].Events));
        Assert.NotEqual(days[0, 0, Monday].Events, Days(seed: 2)[0, 0, Monday].Events);
    }

    [Fact]
    public void Nobody_is_counted_twice_and_all_but_those_who_work_on_have_gone_at_midnight()
    {
        var (days, stayedOn) = (Days(seed: 3), 0);
        for (var date = Monday; date < Monday.AddDays(10); date = date.AddDays(1))
        {
            foreach (var zone in Zones.Select((_, zone) => zone))
            {
                var desks = LiveThrough(days[0, zone, date].Events, Zones[zone].Id);
                var next = days[0, zone, date.AddDays(1)].Events.Where(e => e is { Milliseconds: 0, Kind: ZoneEventKind.DeskTaken }).Select(e => e.Index);
                Assert.Equal(desks.Order(), next);
                stayedOn += desks.Count;
            }
        }
        Assert.InRange(stayedOn, 1, 30);
    }

    [Fact]
    public void Meetings_fill_meeting_rooms_with_people_whose_desks_are_empty_meanwhile()
    {
        var days = Days(seed: 4);
        var rooms = Zones.Index().Where(zone => zone.Item.Kind == ZoneKind.MeetingRoom).ToList();
        var fullest = rooms.Select(zone => days[0, zone.Index, Monday].Events.Where(e => e.Kind == ZoneEventKind.RoomEntered).Max(e => e.Value)).ToList();

        Assert.Equal(4, rooms.Count);
        Assert.All(fullest, people => Assert.InRange(people, 2, 20));
        Assert.DoesNotContain(days[0, rooms[0].Index, Monday.AddDays(5)].Events, e => e.Kind == ZoneEventKind.RoomEntered && e.Value > 6);
    }

    [Fact]
    public void Whoever_comes_in_through_a_door_with_a_reader_shows_a_card_or_follows_somebody_closely()
    {
        var events = Days(seed: 5)[0, 0, Monday].Events;
        var (cards, taken) = (events.Count(e => e.Kind == ZoneEventKind.Badge), events.Count(e => e.Kind == ZoneEventKind.DeskTaken));

        Assert.InRange(cards, taken / 2, taken);
        Assert.All(events.Where(e => e.Kind == ZoneEventKind.Badge), card =>
            Assert.Contains(events, e => e.Kind == ZoneEventKind.DoorOpens && e.Index == card.Index && e.Milliseconds <= card.Milliseconds + 2_000));
    }

    [Fact]
    public void Nobody_shows_a_card_where_there_is_no_reader()
    {
        var (days, readers) = (Days(seed: 6), Plan.Gateways.SelectMany(gateway => gateway.Points).Where(point => point.ReadsCards).ToLookup(point => (point.ZoneId, point.PointId)));
        var doors = Zones.Index().SelectMany(zone => days[0, zone.Index, Monday].Events
            .Where(e => e.Kind == ZoneEventKind.Badge)
            .Select(card => (zone.Item.Id, zone.Item.Doors[card.Index].Id))).ToHashSet();

        Assert.All(doors, door => Assert.True(readers.Contains(door), $"{door}"));
        Assert.InRange(doors.Count, readers.Count - 2, readers.Count);
        Assert.Contains(days[0, Zones.Index().First(zone => zone.Item.Kind == ZoneKind.PublicService).Index, Monday].Events, e => e.Kind == ZoneEventKind.DoorOpens);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void No_room_holds_more_people_than_it_takes(int capacity)
    {
        var zones = Zones.Select(zone => zone with { Rooms = [.. zone.Rooms.Select(room => room with { Capacity = capacity })] });
        var plan = Plan with { Community = Plan.Community with { Floors = [Plan.Community.Floors[0] with { Zones = [.. zones] }] } };
        var days = new BuildingDays(plan, 1);

        var people = Enumerable.Range(0, 5).SelectMany(day => Zones.SelectMany((_, zone) => days[0, zone, Monday.AddDays(day)].Events))
            .Where(e => e.Kind == ZoneEventKind.RoomEntered).Select(e => e.Value).ToList();

        Assert.Equal(capacity, people.Max());
        Assert.InRange(people.Count, 50 * capacity, 5_000);
    }

    [Fact]
    public void A_hall_of_forty_thousand_desks_has_a_day_like_any_other()
    {
        var desks = Enumerable.Range(1, 40_000).Select(n => new Desk($"desk/{n}", 1, 1, 0)).ToList();
        var hall = new Zone("1F-A01", "Hall", ZoneKind.OpenArea, new Rectangle(0, 0, 400, 1_000), desks, []);
        var community = Plan.Community with { Floors = [new Floor("1F", "Floor", 400, 1_000, [hall], [])] };

        var events = new BuildingDays(Plan with { Community = community, Gateways = [] }, 1)[0, 0, Monday].Events;

        Assert.All(events, happening => Assert.InRange(happening.Index, 0, desks.Count - 1));
        Assert.Contains(events, happening => happening is { Kind: ZoneEventKind.DeskTaken, Index: > short.MaxValue });
        Assert.Contains(events, happening => happening is { Kind: ZoneEventKind.FalseMotion, Index: > short.MaxValue });
    }

    [Fact]
    public void An_event_takes_twelve_bytes_and_refuses_an_index_that_it_cannot_keep()
    {
        var last = new ZoneEvent(1, ZoneEventKind.Cooling, ZoneEvent.MostIndex, -1);

        Assert.Equal(12, Unsafe.SizeOf<ZoneEvent>());
        Assert.Equal((ZoneEventKind.Cooling, ZoneEvent.MostIndex, -1), (last.Kind, last.Index, last.Value));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ZoneEvent(1, ZoneEventKind.Badge, ZoneEvent.MostIndex + 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ZoneEvent(1, ZoneEventKind.Badge, -1, 0));
    }

    /// <summary>The desks that are occupied at the end of the day.</summary>
    private static HashSet<int> LiveThrough(ZoneEvent[] events, string zone)
    {
        var (desks, rooms, doors, lit) = (new HashSet<int>(), new Dictionary<int, int>(), new HashSet<int>(), false);
        foreach (var happening in events)
        {
            var fits = happening.Kind switch
            {
                ZoneEventKind.DeskTaken => desks.Add(happening.Index),
                ZoneEventKind.DeskLeft => desks.Remove(happening.Index),
                ZoneEventKind.DoorOpens => doors.Add(happening.Index),
                ZoneEventKind.DoorCloses => doors.Remove(happening.Index),
                ZoneEventKind.RoomEntered or ZoneEventKind.RoomLeft => Count(rooms, happening),
                ZoneEventKind.LightsOn => !lit && (lit = true),
                ZoneEventKind.LightsOff => lit && !(lit = false),
                _ => true,
            };
            Assert.True(fits, $"{zone}: {happening}");
        }
        Assert.Empty(doors);
        Assert.Equal(desks.Count > 0, lit);
        Assert.All(rooms.Values, people => Assert.Equal(0, people));
        return desks;
    }

    private static bool Count(Dictionary<int, int> rooms, ZoneEvent happening)
    {
        var before = rooms.GetValueOrDefault(happening.Index);
        rooms[happening.Index] = happening.Value;
        return happening.Value == before + (happening.Kind == ZoneEventKind.RoomEntered ? 1 : -1);
    }

    private static BuildingDays Days(int seed) => new(Plan, seed);
}
