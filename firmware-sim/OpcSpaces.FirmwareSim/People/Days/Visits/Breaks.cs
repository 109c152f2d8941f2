namespace OpcSpaces.FirmwareSim.People.Days.Visits;

/// <summary>Lets people spend some of their shorter breaks in the public space of their floor, while there is room.</summary>
internal static class Breaks
{
    private const double Way = 40;
    private const double LongestInLounge = 25 * 60;
    private const double ShortestInLounge = 60;
    private const double GoToLounge = 0.45;

    public static void Spend(FloorPeople floor, ResidentDay day, RoomPlaces places, SeededRandom random)
    {
        var room = floor.Rooms.FindIndex(site => site is { IsMeetingRoom: false, IsOpenToAll: true });
        if (room < 0)
            return;
        for (var i = 1; i < day.DeskStays.Count; i++)
        {
            var (from, to) = (day.DeskStays[i - 1].ToSeconds + Way, day.DeskStays[i].FromSeconds - Way);
            if (to - from is < ShortestInLounge or > LongestInLounge || !random.Chance(GoToLounge) || day.IsElsewhere(from - Way, to + Way))
                continue;
            var visit = new Visit(floor.Rooms[room].Zone, room, from, to);
            if (places.TryTake(visit))
                day.Elsewhere.Add(visit);
        }
    }
}
