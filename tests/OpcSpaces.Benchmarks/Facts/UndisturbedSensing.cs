using OpcSpaces.Benchmarks.Facts.Living;
using OpcSpaces.Benchmarks.Truth.Simulated;

namespace OpcSpaces.Benchmarks.Facts;

/// <summary>
/// The same people on the same days without any fault, sensed alone: without gateways, disks, links and a cloud. What the sensing of these
/// desks misses by itself is what usage records of days with faults are measured against.
/// </summary>
internal static class UndisturbedSensing
{
    /// <summary>The occupied time that the agents' sensing decides, beside the truth, in percent.</summary>
    /// <param name="script">The days; their faults are left out.</param>
    /// <param name="without">Desks that are left out.</param>
    public static double BiasPercent(MonthScript script, IReadOnlySet<Place> without)
    {
        var week = SimulatedWeek.Live(script.Plan with { Script = [] }, script.First, script.Days);
        var (decided, truth) = (0.0, 0.0);
        foreach (var desk in week.Places.Where(place => place.Place.IsDesk && !without.Contains(place.Place)))
        {
            decided += desk.Reported.Settled.Sum(stay => stay.Minutes);
            truth += desk.TrueSeconds(week.Watched) / 60;
        }

        return 100 * (decided - truth) / truth;
    }
}
