using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Scripts;

namespace OpcSpaces.FirmwareSim.Tests.Faults;

public class RepeatedDayTests
{
    // Tuesday and Wednesday repeat Monday.
    private static readonly ScriptEntry Entry = new() { Kind = ScriptKind.ReplayedYesterday, Zone = Office.Zone, From = Office.Local(24), To = Office.Local(72) };

    [Fact]
    public void Every_line_of_the_zone_repeats_the_edges_of_the_day_before()
    {
        var (sound, fraud) = (Office.Live(-12, 96), Office.Live(-12, 96, Entry));

        var monday = Day(fraud, 0);
        Assert.InRange(monday.Count, 1_000, int.MaxValue);
        Assert.Equal(Day(sound, 0), monday);
        Assert.Equal(monday, Day(fraud, 1));
        Assert.Equal(monday, Day(fraud, 2));
        Assert.NotEqual(Day(sound, 1), monday);
        Assert.Equal(Day(sound, 3), Day(fraud, 3));
        Assert.Equal(Others(sound), Others(fraud));
        Assert.Equal([$"2026-03-02T16:00Z,2026-03-04T16:00Z,{Office.Zone},,fraud,replayedYesterday"], Office.TruthOf(fraud));
    }

    [Fact]
    public void A_run_that_begins_with_it_plays_the_day_before_its_start()
    {
        var wired = Office.Sensor("desk/2", SensorType.Motion);
        var (lived, fraud) = (Office.Live(-12, 24), Office.Live(24, 47, Entry));

        Assert.Equal(
            Office.Edges(lived, wired, 0.5, 23),
            Office.Edges(fraud, wired, 24.5, 47).Select(edge => (edge.Pin, edge.High, Math.Round(edge.Seconds - 86_400, 7))));
    }

    /// <summary>The zone's edges of one day, by the time since midnight, without the forced levels at both ends.</summary>
    private static List<(int, bool, long)> Day(SignalRun run, int day) =>
    [
        .. run.Changes.Where(change => change.Point.ZoneId == Office.Zone && change.At > Office.At(day * 24) && change.At < Office.At((day + 1) * 24))
            .Select(change => (change.Pin, change.High, (change.At - Office.At(day * 24)).Ticks)),
    ];

    private static List<SignalChange> Others(SignalRun run) => [.. run.Changes.Where(change => change.Point.ZoneId != Office.Zone)];
}
