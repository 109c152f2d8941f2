using OpcSpaces.Benchmarks.Tests.Recordings;
using OpcSpaces.Benchmarks.Truth.Methods;
using OpcSpaces.Edge.Testing.Recordings;

namespace OpcSpaces.Benchmarks.Tests.Truth.Methods;

/// <summary>The rules that the agent is compared with, on recordings of a few lines.</summary>
public sealed class FixedHoldOffTests : IDisposable
{
    private readonly RecordingBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void A_stay_ends_after_the_hold_off_or_is_dated_back_to_the_last_motion()
    {
        var room = Read("10:00:00,0,0", "10:10:00,1,1", "10:10:30,0,1", "10:14:00,1,1", "10:14:10,0,0", "11:00:00,0,0");

        Assert.Equal([(300, 300, false), (600, 600, true), (1150, 1150, false)], Report(new FixedHoldOff(300, false), room));
        Assert.Equal([(300, 0, false), (600, 600, true), (1150, 850, false)], Report(new FixedHoldOff(300, true), room));
    }

    [Fact]
    public void A_level_that_is_held_is_a_stay_and_one_that_lasts_to_the_end_has_no_end()
    {
        var room = Read("10:00:00,1,1", "13:00:00,0,0", "13:10:00,1,1", "13:30:00,1,1");

        Assert.Equal([(0, 0, true), (11_100, 10_800, false), (11_400, 11_400, true)], Report(new FixedHoldOff(300, true), room));
    }

    [Fact]
    public void A_stay_that_is_quiet_at_the_end_is_taken_back_and_without_that_it_goes_on()
    {
        var room = Read("10:00:00,1,1", "10:02:00,0,0", "10:04:00,0,0");

        Assert.Equal([(0, 0, true), (240, 120, false)], Report(new FixedHoldOff(300, true), room));
        Assert.Equal([(0, 0, true)], Report(new FixedHoldOff(300, false), room));
    }

    [Fact]
    public void The_delay_of_a_detector_is_taken_back_as_well_but_never_before_it_rose()
    {
        var room = Read("10:00:00,0,0", "10:10:00,1,1", "10:20:00,0,0", "10:40:00,1,1", "10:40:30,0,0", "11:00:00,0,0");

        Assert.Equal(
            [(300, 0, false), (600, 600, true), (1500, 1140, false), (2400, 2400, true), (2730, 2400, false)],
            Report(new FixedHoldOff(300, true) { DelaySeconds = 60 }, room));
    }

    [Fact]
    public void The_best_in_hindsight_bridges_the_pauses_within_stays_and_not_those_between()
    {
        // Somebody stirs every eight minutes, and is away for half an hour.
        var room = _bench.Read("S1_PIR", [
            .. Enumerable.Range(0, 6).SelectMany(stir => ((string[])[$"10:{stir * 8:00}:00,1,1", $"10:{stir * 8:00}:05,0,{(stir == 5 ? 0 : 1)}"])),
            "11:10:00,1,1", "11:10:05,0,1", "11:18:00,1,1", "11:18:05,0,0", "12:00:00,0,0"]);

        var best = (FixedHoldOff)new FixedHoldOff(300, true).Fit(room);

        Assert.InRange(best.Seconds, 480, 1799);
        Assert.Equal(100, TruthScores.Of(room, best.Report).Settled.F1);
        Assert.True(TruthScores.Of(room, new FixedHoldOff(300, true).Report).Settled.F1 < 50);
    }

    [Fact]
    public void Stays_of_a_detector_bridge_shorter_silences_and_the_end_cuts_the_live_tail()
    {
        Span[] motion = [Minutes(10, 11), Minutes(14, 15), Minutes(20, 25)];
        var (five, longer) = (FixedHoldOff.FiveMinutes.Stays(motion, Minutes(0, 60)), new FixedHoldOff(301, true).Stays(motion, Minutes(0, 27)));

        Assert.Equal([Minutes(10, 15), Minutes(20, 25)], five.Settled);
        Assert.Equal([Minutes(10, 20), Minutes(20, 30)], five.Live);
        Assert.Equal([Minutes(10, 25)], longer.Settled);
        Assert.Equal([Minutes(10, 27)], longer.Live);
    }

    [Fact]
    public void Stays_end_at_the_last_movement_before_the_delay()
    {
        var stays = (FixedHoldOff.FiveMinutes with { DelaySeconds = 120 }).Stays([Minutes(10, 11), Minutes(14, 15), Minutes(20, 25)], Minutes(0, 60));

        Assert.Equal([Minutes(10, 14), Minutes(20, 23)], stays.Settled);
        Assert.Equal([Minutes(10, 20), Minutes(20, 30)], stays.Live);
    }

    [Fact]
    public void The_best_for_a_detector_has_the_best_F1()
    {
        // Somebody moves every ten minutes and is there all the time; then every twelve minutes something else moves.
        Span[] motion = [.. Enumerable.Range(0, 10).Select(n => Minutes(n * 10, (n * 10) + 1)), Minutes(200, 201), Minutes(212, 213), Minutes(224, 225)];

        Assert.InRange(FixedHoldOff.FiveMinutes.BestOf(motion, Minutes(0, 300), [Minutes(0, 91)]).Seconds, 541, 690);
    }

    private static Span Minutes(double from, double to) => new((long)(from * 60_000), (long)(to * 60_000));

    private static IEnumerable<(int Made, int Dated, bool? Occupied)> Report(FixedHoldOff method, RecordedRoom room) =>
        method.Report(room).Select(state => (RecordingBench.Second(state.MadeMs), RecordingBench.Second(state.DatedMs), state.Occupied));

    private RecordedRoom Read(params string[] rows) => _bench.Read("S1_PIR", rows);
}
