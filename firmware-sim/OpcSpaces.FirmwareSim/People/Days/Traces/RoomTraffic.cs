using OpcSpaces.FirmwareSim.People.Days.Events;
using OpcSpaces.FirmwareSim.People.Days.Visits;

namespace OpcSpaces.FirmwareSim.People.Days.Traces;

/// <summary>
/// People who enter and leave a room one by one through its two light barriers. Two in a hundred walk so close to somebody that the
/// barriers see one body (estimated figure).
/// </summary>
internal static class RoomTraffic
{
    private const double SecondsPerBody = 1.1;
    private const double WalksAbreast = 0.02;

    /// <param name="visits">The visits to one room.</param>
    /// <param name="index">Index of the room in its zone.</param>
    /// <param name="random">Random numbers for this room and date.</param>
    /// <param name="events">The list that the events are added to.</param>
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
