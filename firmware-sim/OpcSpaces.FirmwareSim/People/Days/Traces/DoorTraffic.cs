using OpcSpaces.FirmwareSim.People.Days.Events;
using OpcSpaces.FirmwareSim.People.Days.Visits;

namespace OpcSpaces.FirmwareSim.People.Days.Traces;

/// <summary>
/// The events of a zone's doors when people pass. Where there is a reader, a card is shown before each entry. A door stays open for
/// some seconds, also for the next person, and sometimes for minutes because somebody holds it open. The figures are estimates.
/// </summary>
internal static class DoorTraffic
{
    private const double CardBeforeDoor = 1.8;
    private const double OpensBefore = 0.7;
    private const double Held = 0.012;
    private const double FollowsWithoutCard = 0.5;

    /// <param name="passages">The passages of one zone, in order of time.</param>
    /// <param name="readers">Whether each of the zone's doors has a card reader; each person always uses the same door.</param>
    /// <param name="random">Random numbers for this zone and date.</param>
    /// <param name="events">The list that the events are added to.</param>
    public static void Open(IReadOnlyList<Passage> passages, bool[] readers, SeededRandom random, List<ZoneEvent> events)
    {
        for (var door = 0; door < readers.Length; door++)
        {
            (double Opens, double Closes, bool Held)? leaf = null;
            foreach (var passage in passages)
            {
                if (passage.Person % readers.Length != door)
                    continue;
                var opens = passage.Seconds - OpensBefore;
                var follows = leaf is { } open && opens <= open.Closes + 0.3;
                if (passage.Inward && !(follows && random.Chance(FollowsWithoutCard)) && readers[door])
                    events.Add(At(opens - CardBeforeDoor, ZoneEventKind.Badge, door, passage.Person));
                var held = random.Chance(Held);
                var closes = passage.Seconds + random.Between(3, 5.5) + (held ? random.Between(60, 400) : 0);
                if (follows)
                {
                    leaf = (leaf!.Value.Opens, Math.Max(leaf.Value.Closes, closes), leaf.Value.Held || held);
                    continue;
                }
                Emit(leaf, door, events);
                leaf = (opens, closes, held);
            }
            Emit(leaf, door, events);
        }
    }

    private static void Emit((double Opens, double Closes, bool Held)? leaf, int door, List<ZoneEvent> events)
    {
        if (leaf is not { } open)
            return;
        events.Add(At(open.Opens, ZoneEventKind.DoorOpens, door, open.Held ? 1 : 0));
        events.Add(At(open.Closes, ZoneEventKind.DoorCloses, door, 0));
    }

    private static ZoneEvent At(double seconds, ZoneEventKind kind, int door, int value) =>
        new((int)Math.Clamp(seconds * 1_000, 0, 86_399_000), kind, door, value);
}
