using OpcSpaces.FirmwareSim.People.Days.Events;
using OpcSpaces.FirmwareSim.People.Days.Visits;

namespace OpcSpaces.FirmwareSim.People.Days.Traces;

/// <summary>The events when people sit down and get up: at the desk, its computer and chair, and at the detectors of neighbouring desks.</summary>
internal static class DeskUse
{
    private const double SleepsAfter = 15 * 60;
    private const double LongestBreak = 4 * 3_600;
    private const double GpuEvening = 0.3;
    private const double NeighbourSees = 0.06;

    public static void Add(ResidentDay day, SeededRandom random, SeededRandom noise, int desks, List<ZoneEvent> events)
    {
        var desk = day.Resident.Desk;
        for (var i = 0; i < day.DeskStays.Count; i++)
        {
            var stay = day.DeskStays[i];
            events.Add(At(stay.FromSeconds, ZoneEventKind.DeskTaken, desk, day.Resident.Person.Number));
            var next = i + 1 < day.DeskStays.Count ? day.DeskStays[i + 1].FromSeconds : double.MaxValue;
            if (stay.ToSeconds < Stay.Midnight)
                Leave(day.Resident, stay.ToSeconds, next, random, events);
            PassBy(stay, desk, desks, noise, events);
        }
    }

    private static void Leave(Resident resident, double at, double next, SeededRandom random, List<ZoneEvent> events)
    {
        var (habits, goesHome, leaving) = (resident.Person.Habits, next - at > LongestBreak, LeftAtDesk.None);
        if (!goesHome && random.Chance(habits.BagStays))
            leaving |= LeftAtDesk.Bag;
        var sleeps = at + SleepsAfter;
        if (habits.Load.HasGpu && (!goesHome || random.Chance(GpuEvening)))
        {
            leaving |= LeftAtDesk.JobRuns;
            sleeps = goesHome ? random.Between(at, 86_390) : next;
        }
        else if (!goesHome)
        {
            leaving |= LeftAtDesk.MachineIdles;
        }
        events.Add(At(at, ZoneEventKind.DeskLeft, resident.Desk, (int)leaving));
        if ((leaving & (LeftAtDesk.JobRuns | LeftAtDesk.MachineIdles)) != 0 && sleeps < Math.Min(next, 86_395))
            events.Add(At(sleeps, ZoneEventKind.DeskSleeps, resident.Desk, 0));
    }

    /// <summary>A person who comes or goes is sometimes seen by the detector of the next desk.</summary>
    private static void PassBy(Stay stay, int desk, int desks, SeededRandom noise, List<ZoneEvent> events)
    {
        if (desks < 2 || !noise.Chance(2 * NeighbourSees))
            return;
        var beside = desk + 1 < desks ? desk + 1 : desk - 1;
        var at = noise.Chance(0.5) ? stay.FromSeconds - 1 : stay.ToSeconds + 1;
        if (at is > 0 and < Stay.Midnight)
            events.Add(At(at, ZoneEventKind.FalseMotion, beside, 0));
    }

    private static ZoneEvent At(double seconds, ZoneEventKind kind, int desk, int value) =>
        new((int)(seconds * 1_000), kind, desk, value);
}
