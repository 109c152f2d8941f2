using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Scripts;

namespace OpcSpaces.FirmwareSim.Tests.Faults;

public class SensorFaultTests
{
    // People work from 10:00 to 14:00; the fault lasts from 11:00 to 13:00.
    private const double Begins = 10, Breaks = 11, Mends = 13, Ends = 14;

    [Theory]
    [InlineData(ScriptKind.StuckOn, "desk/1", SensorType.Motion, true)]
    [InlineData(ScriptKind.StuckOff, "desk/1", SensorType.Motion, false)]
    [InlineData(ScriptKind.StuckOn, "desk/1", SensorType.Pad, true)]
    [InlineData(ScriptKind.StuckOff, "desk/1", SensorType.Pad, false)]
    [InlineData(ScriptKind.StuckOn, "meter/1", SensorType.PulseMeter, true)]
    [InlineData(ScriptKind.Unplugged, "desk/1", SensorType.Motion, false)]
    [InlineData(ScriptKind.Unplugged, "desk/1", SensorType.Pad, false)]
    [InlineData(ScriptKind.Unplugged, "meter/1", SensorType.PulseMeter, false)]
    [InlineData(ScriptKind.Unplugged, "door/1", SensorType.DoorContact, true)]
    [InlineData(ScriptKind.Unplugged, "door/1", SensorType.Wiegand, true)]
    [InlineData(ScriptKind.StuckOn, "door/1", SensorType.Wiegand, false)]
    public void A_held_line_keeps_one_level_during_the_fault_and_follows_the_sensor_before_and_after(ScriptKind kind, string point, SensorType sensor, bool level)
    {
        var wired = Office.Sensor(point, sensor);
        var sound = Office.Live(Begins, Ends);

        var broken = Office.Live(Begins, Ends, Entry(kind, point, sensor));

        Assert.All(Office.Edges(broken, wired, Breaks, Mends), edge => Assert.Equal((level, Breaks * 3_600), (edge.High, edge.Seconds)));
        Assert.Equal(Office.Edges(sound, wired, Begins, Breaks), Office.Edges(broken, wired, Begins, Breaks));
        Assert.All(wired.Pins, pin => Assert.Equal(LevelAt(sound, wired, pin, Mends), LevelAt(broken, wired, pin, Mends)));
        Assert.Equal(Later(sound, wired), Later(broken, wired));
        Assert.Equal(Others(sound, wired), Others(broken, wired));
    }

    [Theory]
    [InlineData("desk/1", SensorType.Motion)]
    [InlineData("meter/1", SensorType.PulseMeter)]
    [InlineData("door/1", SensorType.DoorContact)]
    public void The_line_of_a_silent_sensor_keeps_its_level(string point, SensorType sensor)
    {
        var wired = Office.Sensor(point, sensor);

        var broken = Office.Live(Begins, Ends, Entry(ScriptKind.Silent, point, sensor));

        Assert.Empty(Office.Edges(broken, wired, Breaks, Mends));
        Assert.NotEmpty(Office.Edges(Office.Live(Begins, Ends), wired, Breaks, Mends));
        Assert.Equal(Later(Office.Live(Begins, Ends), wired), Later(broken, wired));
    }

    [Theory]
    [InlineData("desk/1", SensorType.Motion)]
    [InlineData("door/1", SensorType.Wiegand)]
    public void A_noisy_line_chatters_in_the_same_way_for_a_seed(string point, SensorType sensor)
    {
        var wired = Office.Sensor(point, sensor);

        var broken = Office.Live(Begins, Ends, Entry(ScriptKind.Noisy, point, sensor));

        var edges = Office.Edges(broken, wired, Breaks, Mends);
        // Up to 40 edges about every half minute, for two hours.
        Assert.InRange(edges.Count, 2_000, 10_000);
        Assert.InRange(edges.Zip(edges.Skip(1), (a, b) => b.Seconds - a.Seconds).Count(gap => gap < 0.081), edges.Count * 7 / 10, edges.Count);
        Assert.Equal(Later(Office.Live(Begins, Ends), wired), Later(broken, wired));
        Assert.Equal(broken.Changes, Office.Live(Begins, Ends, Entry(ScriptKind.Noisy, point, sensor)).Changes);
    }

    [Fact]
    public void A_fault_of_a_whole_zone_affects_every_line_in_it_and_no_other()
    {
        var broken = Office.Live(Begins, Ends, new ScriptEntry { Kind = ScriptKind.Unplugged, Zone = Office.Zone, From = Office.Local(Breaks), To = Office.Local(Mends) });

        var within = broken.Changes.Where(change => change.At > Office.At(Breaks) && change.At < Office.At(Mends)).ToList();
        Assert.DoesNotContain(within, change => change.Point.ZoneId == Office.Zone);
        Assert.NotEmpty(within);
        Assert.Equal([$"2026-03-02T03:00Z,2026-03-02T05:00Z,{Office.Zone},,fault,unplugged"], Office.TruthOf(broken));
    }

    [Fact]
    public void Of_two_faults_on_one_line_the_second_stays_when_the_first_is_over()
    {
        var wired = Office.Sensor("desk/1", SensorType.Pad);
        var broken = Office.Live(
            Begins, Ends,
            Entry(ScriptKind.StuckOn, "desk/1", SensorType.Pad) with { To = Office.Local(12) },
            Entry(ScriptKind.StuckOff, "desk/1", SensorType.Pad) with { From = Office.Local(11.5) });

        Assert.DoesNotContain(Office.Edges(broken, wired, 11.501, Mends), edge => edge.High);
        Assert.False(LevelAt(broken, wired, wired.Pin, 12.5));
    }

    [Fact]
    public void A_sensor_that_is_broken_from_the_start_never_sends_a_signal_of_its_own()
    {
        var broken = Office.Live(Begins, Ends, new ScriptEntry { Kind = ScriptKind.StuckOff, Zone = Office.Zone, Point = "desk/1", Sensor = "pad" });

        Assert.Empty(Office.Edges(broken, Office.Sensor("desk/1", SensorType.Pad), Begins, Ends));
        Assert.Equal([$"2026-03-02T02:00Z,2026-03-02T06:00Z,{Office.Zone},desk/1,fault,stuckOff pad"], Office.TruthOf(broken));
    }

    private static ScriptEntry Entry(ScriptKind kind, string point, SensorType sensor) => new()
    {
        Kind = kind,
        Zone = Office.Zone,
        Point = point,
        Sensor = SensorNames.Of(sensor),
        From = Office.Local(Breaks),
        To = Office.Local(Mends),
    };

    private static bool LevelAt(SignalRun run, WiredPoint wired, int pin, double hours) =>
        run.Changes.LastOrDefault(change => change.Point == wired && change.Pin == pin && change.At <= Office.At(hours))?.High ?? wired.Kind == SensorType.Wiegand;

    /// <summary>The edges after the fault, without those at its end.</summary>
    private static List<(int, bool, double)> Later(SignalRun run, WiredPoint wired) => [.. Office.Edges(run, wired, Mends, Ends).Where(edge => edge.Seconds > Mends * 3_600)];

    private static List<SignalChange> Others(SignalRun run, WiredPoint wired) => [.. run.Changes.Where(change => change.Point != wired)];
}
