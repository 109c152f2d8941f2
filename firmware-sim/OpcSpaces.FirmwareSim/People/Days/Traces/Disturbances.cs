using OpcSpaces.FirmwareSim.Building.Kinds;
using OpcSpaces.FirmwareSim.People.Calendar;
using OpcSpaces.FirmwareSim.People.Days.Events;

namespace OpcSpaces.FirmwareSim.People.Days.Traces;

/// <summary>The events of what moves at a place and is no presence: its movements, and for the ground truth when it was there.</summary>
internal static class Disturbances
{
    /// <param name="kind">The kind of the place.</param>
    /// <param name="isRoom">Whether it is a room; else it is a desk.</param>
    /// <param name="index">Index of the desk or the room in its zone.</param>
    /// <param name="day">The kind of the date.</param>
    /// <param name="random">Random numbers of this place and date.</param>
    /// <param name="events">The list that the events are added to.</param>
    public static void Add(PlaceKind kind, bool isRoom, int index, DayKind day, SeededRandom random, List<ZoneEvent> events)
    {
        var (moves, begins, ends) = isRoom
            ? (ZoneEventKind.FalseMotionInRoom, ZoneEventKind.RoomDisturbed, ZoneEventKind.RoomUndisturbed)
            : (ZoneEventKind.FalseMotion, ZoneEventKind.DeskDisturbed, ZoneEventKind.DeskUndisturbed);
        foreach (var (number, disturbance) in kind.Disturbances.Index())
        {
            foreach (var (from, to) in disturbance.DrawDay(day, random))
            {
                events.Add(At(from, begins, index, number));
                for (var at = from; at < to; at += random.Exponential(disturbance.EverySeconds))
                    events.Add(At(at, moves, index, 0));
                events.Add(At(to, ends, index, number));
            }
        }
    }

    // An end is later than its beginning, because events at the same millisecond are ordered by kind and value.
    private static ZoneEvent At(double seconds, ZoneEventKind kind, int index, int value) =>
        new((int)(seconds * 1_000) + (kind is ZoneEventKind.DeskUndisturbed or ZoneEventKind.RoomUndisturbed ? 1 : 0), kind, index, value);
}
