using System.Globalization;
using OpcSpaces.Benchmarks.Truth.Simulated.Desks;
using OpcSpaces.Benchmarks.Truth.Simulated.Rooms;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Building.Description;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Truth.Simulated;

/// <summary>
/// A week (Monday to Sunday) of the described community of 10,000 m²: the agents' sensing with its defaults, compared with the
/// building's ground truth. The minutes of all desks are added up, and those of all zones; a minute of a zone is occupied if
/// somebody is at any of its desks or in its room.
/// </summary>
internal static class SimulatedTruth
{
    private const string Description = "nanshan-10000.jsonc";
    private const int Days = 7;
    private static readonly DateOnly Monday = new(2026, 3, 9);

    public static void Measure(RoomChoice rooms, Dictionary<string, double> figures, TextWriter log)
    {
        var plan = CommunityDescription.Read(Path.Combine(ProductBinary.RepositoryRoot, "firmware-sim", "communities", Description), rooms.Seed);
        if (rooms.Has("week")) MeasureWeek(plan, figures, log);
        if (rooms.Has("rooms")) SimulatedRooms.Measure(rooms, figures, log);
        foreach (var sense in Enum.GetValues<WeakSense>())
        {
            if (rooms.Has(WeakSenses.PartOf(sense))) WeakSenses.Measure(sense, rooms, figures, log);
        }

        if (rooms.Has("desks")) DeskDays.Measure(rooms.Seed, figures, log);
        if (rooms.Has("faults")) MeasureBroken(BrokenDetectors.In(plan, Monday.AddDays(1).ToDateTime(new TimeOnly(10, 0))), figures, log);
    }

    private static void MeasureWeek(BuildingPlan plan, Dictionary<string, double> figures, TextWriter log)
    {
        var week = SimulatedWeek.Live(plan, Monday, Days);
        week.Desks().AddTo(figures, "simulated");
        week.Zones().AddTo(figures, "simulated_zone");
        week.Rooms().AddTo(figures, "simulated_room");
        figures["simulated_unknown_percent"] = Math.Round(week.Desks().UnknownPercent, 3);
        log.WriteLine($"{plan.Community.Id}, {week.Places.Count} places, {Days} days from {Monday:yyyy-MM-dd} on:");
        foreach (var line in new SimulatedGroups(week).Lines()) log.WriteLine($"  {line}");
    }

    private static void MeasureBroken(BuildingPlan plan, Dictionary<string, double> figures, TextWriter log)
    {
        var week = SimulatedWeek.Live(plan, Monday, Days);
        week.Desks().AddTo(figures, "simulated_faults");
        week.Zones().AddTo(figures, "simulated_faults_zone");
        figures["simulated_faults_unknown_percent"] = Math.Round(week.Desks().UnknownPercent, 3);
        log.WriteLine($"the same with {plan.Script.Count} broken motion detectors, from {plan.Script[0].From:yyyy-MM-dd HH:mm} to {plan.Script[0].To:yyyy-MM-dd HH:mm}:");
        log.WriteLine($"  all desks: {week.Desks()}");
        foreach (var kind in plan.Script.GroupBy(entry => entry.Kind, entry => new Place(entry.Zone, entry.Point)))
        {
            var scores = week.Desks(kind.ToHashSet().Contains);
            log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  desks whose detector is {ScriptKinds.NameOf(kind.Key)}: {scores}, {scores.UnknownPercent:0.0} % unknown"));
        }
    }
}
