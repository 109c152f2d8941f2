using OpcSpaces.FirmwareSim.People.Calendar;
using OpcSpaces.FirmwareSim.People.Days.Events;
using OpcSpaces.FirmwareSim.People.Days.Traces;
using OpcSpaces.FirmwareSim.People.Days.Visits;

namespace OpcSpaces.FirmwareSim.People.Days;

/// <summary>
/// Generates one day of one floor: first where people are, then what follows from it for doors, rooms, computers, lights and
/// detectors.
/// </summary>
internal sealed class FloorDayDraw(FloorPeople floor, DateOnly date)
{
    // Each part of a day has its own random numbers, so that one more meeting does not change the false motions.
    private const long MeetingsPart = -10;
    private const long BreaksPart = -11;
    private const long WaysPart = -12;
    private const long DoorsPart = -13;
    private const long RoomsPart = -14;
    private const long NoisePart = -15;
    private const long DisturbancesPart = -16;

    private readonly List<ZoneEvent>[] _events = [.. floor.Floor.Zones.Select(_ => new List<ZoneEvent>())];
    private readonly List<Passage> _passages = [];
    private readonly RoomPlaces _places = new(floor.Rooms);

    public ZoneDay[] Draw()
    {
        var days = DrawResidents();
        Meetings.Call(floor, days, _places, Random(MeetingsPart));
        var breaks = Random(BreaksPart);
        foreach (var day in days)
            Breaks.Spend(floor, day, _places, breaks);
        Walk(days);
        Share();
        UseRooms();
        Disturb();
        OpenDoors();
        var hours = Hours(days);
        foreach (var (zone, events) in floor.Floor.Zones.Zip(_events))
        {
            LightAndCooling.Add(floor.Floor, zone, date, hours, events);
            events.Sort();
        }
        return [.. _events.Select(events => new ZoneDay(date, [.. events]))];
    }

    private static bool[] Hours(List<ResidentDay> days)
    {
        var hours = new bool[24];
        foreach (var stay in days.SelectMany(day => day.DeskStays))
            hours.AsSpan((int)(stay.FromSeconds / 3_600)..Math.Min(24, (int)(stay.ToSeconds / 3_600) + 1)).Fill(true);
        return hours;
    }

    private List<ResidentDay> DrawResidents()
    {
        var days = new List<ResidentDay>();
        foreach (var resident in floor.Residents)
        {
            var stays = resident.Person.Draw(date);
            if (stays.Count > 0)
                days.Add(new ResidentDay(resident, stays));
        }
        return days;
    }

    private void Walk(List<ResidentDay> days)
    {
        var (ways, noise) = (Random(WaysPart), Random(NoisePart));
        foreach (var day in days)
        {
            var resident = day.Resident;
            Walks.Add(resident.Person.Number, day.Visits(), ways, _passages);
            DeskUse.Add(day, ways, noise, floor.Floor.Zones[resident.Zone].Desks.Count, _events[resident.Zone]);
        }
        for (var zone = 0; zone < _events.Length; zone++)
            FalseMotions.Add(floor.Floor.Zones[zone].Desks.Count, noise, _events[zone]);
    }

    // The people who have no desk and share a room. Another stream of random numbers, so that they change nobody else's ways.
    private void Share()
    {
        if (floor.Sharers.Count == 0)
            return;
        var ways = Random(WaysPart, 1);
        foreach (var (person, room) in floor.Sharers)
        {
            // A night is not spent in a shared room: the events of a room end with the day.
            var visits = person.StaysOn(date)
                .Where(stay => stay is { FromSeconds: > 0, ToSeconds: < Stay.Midnight })
                .Select(stay => new Visit(floor.Rooms[room].Zone, room, stay.FromSeconds, stay.ToSeconds))
                .Where(_places.TryTake)
                .ToList();
            Walks.Add(person.Number, visits, ways, _passages);
        }
    }

    private void Disturb()
    {
        var day = WorkCalendar.China[date];
        foreach (var resident in floor.Residents)
        {
            if (resident.Kind is { } kind)
                Disturbances.Add(kind, isRoom: false, resident.Desk, day, Random(DisturbancesPart, resident.Person.Number), _events[resident.Zone]);
        }
        foreach (var (number, room) in floor.Rooms.Index())
        {
            if (room.Kind is { } kind)
                Disturbances.Add(kind, isRoom: true, room.Index, day, Random(DisturbancesPart, -1 - number), _events[room.Zone]);
        }
    }

    private void UseRooms()
    {
        for (var room = 0; room < floor.Rooms.Count; room++)
        {
            var site = floor.Rooms[room];
            RoomTraffic.Pass(_places.Of(room), site.Index, Random(RoomsPart, room), _events[site.Zone]);
        }
    }

    private void OpenDoors()
    {
        foreach (var zone in _passages.GroupBy(passage => passage.Zone))
        {
            var passages = zone.OrderBy(passage => passage.Seconds).ThenBy(passage => passage.Person).ToList();
            DoorTraffic.Open(passages, floor.Readers[zone.Key], Random(DoorsPart, zone.Key), _events[zone.Key]);
        }
    }

    private SeededRandom Random(long part, long place = 0) => SeededRandom.For(floor.Seed, part, floor.Index, place, date.DayNumber);
}
