namespace OpcSpaces.FirmwareSim.People.Days.Visits;

/// <summary>
/// Puts meetings into the meeting rooms of a floor. They begin on the half hour, take 30 to 90 minutes, and have a few people who
/// are at their desks before, at most as many as the room can take (estimated figures).
/// </summary>
internal static class Meetings
{
    private const double Minute = 60;
    private const double Hour = 3_600;
    private const double FirstStart = 9.5 * Hour;
    private const double LastStart = 18 * Hour;
    private const double HalfHour = 30 * Minute;
    private const double WayToRoom = 45;
    private const double Booked = 0.42;
    private static readonly double[] Lengths = [30 * Minute, 30 * Minute, 45 * Minute, 60 * Minute, 60 * Minute, 90 * Minute];

    public static void Call(FloorPeople floor, IReadOnlyList<ResidentDay> days, RoomPlaces places, SeededRandom random)
    {
        if (days.Count == 0)
            return;
        for (var room = 0; room < floor.Rooms.Count; room++)
        {
            if (floor.Rooms[room] is not { IsMeetingRoom: true, IsOpenToAll: true })
                continue;
            for (var start = FirstStart; start <= LastStart; start += HalfHour)
            {
                if (!random.Chance(Booked))
                    continue;
                var length = Lengths[random.Below(Lengths.Length)];
                Meet(floor.Rooms[room], room, start, start + length, days, places, random);
                start += Math.Ceiling(length / HalfHour) * HalfHour - HalfHour;
            }
        }
    }

    private static void Meet(RoomSite site, int room, double start, double end, IReadOnlyList<ResidentDay> days, RoomPlaces places, SeededRandom random)
    {
        var wanted = Math.Min(site.Room.Capacity, 2 + (int)(random.NextDouble() * random.NextDouble() * Math.Max(1, site.Room.Capacity - 1)));
        var met = 0;
        for (var tries = 0; tries < 12 * wanted && met < wanted; tries++)
        {
            var day = days[random.Below(days.Count)];
            var from = start + random.Normal(0, 90, -150, 300);
            var to = end + random.Normal(0, 120, -300, 400);
            var visit = new Visit(site.Zone, room, from, to);
            if (!day.SitsFrom(from - WayToRoom - Minute, from) || day.IsElsewhere(from - 2 * Minute, to + 2 * Minute) || !places.TryTake(visit))
                continue;
            day.Cut(from - WayToRoom, to + WayToRoom);
            day.Elsewhere.Add(visit);
            met++;
        }
    }
}
