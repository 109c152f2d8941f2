using OpcSpaces.FirmwareSim.People.Days.Events;

namespace OpcSpaces.FirmwareSim.People.Days.Traces;

/// <summary>Motion without a person: warm air, sunlight or the cleaner, about once in two days at each detector (estimated figure).</summary>
internal static class FalseMotions
{
    private const double PerDetectorAndDay = 0.5;

    public static void Add(int desks, SeededRandom noise, List<ZoneEvent> events)
    {
        if (desks == 0)
            return;
        var mean = 86_400 / (desks * PerDetectorAndDay);
        for (var at = noise.Exponential(mean); at < 86_390; at += noise.Exponential(mean))
            events.Add(new ZoneEvent((int)(at * 1_000), ZoneEventKind.FalseMotion, noise.Below(desks), 0));
    }
}
