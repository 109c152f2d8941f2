using OpcSpaces.FirmwareSim.People.Days.Events;
using OpcSpaces.FirmwareSim.People.Days.Visits;

namespace OpcSpaces.FirmwareSim.People.Days.Traces;

/// <summary>
/// People who come into a room and leave it, one after the other through its two light beams; two in a hundred walk so close
/// to somebody that the beams take them for one body (our own figure).
/// </summary>
internal static class RoomTraffic
{
    private const double SecondsPerBody = 1.1;
    private const double WalksAbreast = 0.02;

    /// <param name="visits">To one room.</param>
    /// <param name="index">Of the room in its zone.</param>
    /// <param name="random">For this room and date.</param>
    /// <param name="events">Where the room's events go.</param>
    public static void Pass(IEnumerable<Visit> visits, int index, SeededRandom random, List<ZoneEvent> events)
    {
        var crossings = new List<(double At, int Step)>();
        foreach (var visit in visits)
        {
            crossings.Add((visit.From, 1));
            crossings.Add((visit.To, -1));
        }
        crossings.Sort();
        var (people, last, lastStep) = (0, double.MinValue, 0);
        foreach (var (at, step) in crossings)
        {
            people += step;
            var abreast = step == lastStep && at - last < 4 * SecondsPerBody && random.Chance(WalksAbreast);
            var when = abreast ? last + 0.002 : Math.Max(at, last + SecondsPerBody);
            if (!abreast)
                Break(when, inward: step > 0, index, events);
            events.Add(new ZoneEvent(Ms(when), step > 0 ? ZoneEventKind.RoomEntered : ZoneEventKind.RoomLeft, index, people));
            (last, lastStep) = (when, step);
        }
    }

    private static void Break(double at, bool inward, int room, List<ZoneEvent> events)
    {
        var (first, second) = inward ? (0, 1) : (1, 0);
        events.Add(new ZoneEvent(Ms(at - 0.40), ZoneEventKind.BeamBroken, room, first));
        events.Add(new ZoneEvent(Ms(at - 0.15), ZoneEventKind.BeamBroken, room, second));
        events.Add(new ZoneEvent(Ms(at), ZoneEventKind.BeamClear, room, first));
        events.Add(new ZoneEvent(Ms(at + 0.25), ZoneEventKind.BeamClear, room, second));
    }

    private static int Ms(double seconds) => (int)Math.Clamp(seconds * 1_000, 0, 86_399_000);
}
