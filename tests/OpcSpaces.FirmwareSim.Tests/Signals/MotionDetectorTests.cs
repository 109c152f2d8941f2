using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.FirmwareSim.Building.Kinds;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Testing;

namespace OpcSpaces.FirmwareSim.Tests.Signals;

public sealed class MotionDetectorTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private const double DelaySeconds = 20;
    private const double StirSeconds = 90;

    private readonly Seed _seed = Seed.Take(nameof(MotionDetectorTests));
    private readonly VirtualTime _time = new(Start);
    private readonly SimulatedBoard _board = new([2]);
    private readonly IPinController _controller;
    private readonly List<PinChange> _changes = [];
    private readonly MotionDetector _detector;

    public MotionDetectorTests()
    {
        _controller = _board.CreateController();
        _controller.OpenInput(2).Subscribe(_changes.Add);
        _detector = new MotionDetector(_board[2], _time, DelaySeconds);
    }

    [Fact]
    public void An_arrival_is_seen_at_once()
    {
        _detector.Arrive(SeededRandom.For(_seed.Value), StirSeconds);
        Assert.Equal(new PinChange(true, Start), Assert.Single(_changes));
    }

    [Fact]
    public void Somebody_who_sat_there_before_stirs_within_the_time_that_was_asked_for() => _seed.Run(() =>
    {
        _detector.Find(SeededRandom.For(_seed.Value), StirSeconds, 10);
        _time.AdvanceTo(Start.AddSeconds(10));
        Assert.True(_changes[0].High);
    });

    [Fact]
    public void The_output_stays_high_at_least_its_delay_and_then_low_at_least_three_seconds() => _seed.Run(() =>
    {
        _detector.Arrive(SeededRandom.For(_seed.Value), StirSeconds);
        _time.AdvanceTo(Start.AddHours(8));

        Assert.True(_changes.Count > 100, $"{_changes.Count} changes");
        Assert.All(_changes.Index(), change => Assert.Equal(change.Index % 2 == 0, change.Item.High));
        for (var i = 1; i < _changes.Count; i++)
            Assert.True((_changes[i].At - _changes[i - 1].At).TotalSeconds >= (_changes[i - 1].High ? DelaySeconds - 0.01 : 2.99), $"change {i}");
    });

    [Fact]
    public void Somebody_at_a_desk_is_seen_often_enough_that_five_minutes_without_motion_are_rare() => _seed.Run(() =>
    {
        _detector.Arrive(SeededRandom.For(_seed.Value), StirSeconds);
        _time.AdvanceTo(Start.AddHours(100));

        var rises = _changes.Where(change => change.High).Select(change => change.At).ToList();
        var longGaps = rises.Zip(rises.Skip(1), (a, b) => b - a).Where(gap => gap > TimeSpan.FromMinutes(5)).Sum(gap => gap.TotalHours);
        Assert.InRange(rises.Count / 100.0, 20, 60);
        Assert.InRange(longGaps, 0, 25);
    });

    [Fact]
    public void After_somebody_left_the_output_falls_and_stays_low() => _seed.Run(() =>
    {
        _detector.Arrive(SeededRandom.For(_seed.Value), StirSeconds);
        _time.AdvanceTo(Start.AddHours(1));
        _detector.Leave();
        // The last movement is not seen when the output has just fallen, and is blocked.
        Assert.Contains(_changes, change => change.High);

        _time.AdvanceTo(Start.AddHours(1).AddMinutes(2));
        var changes = _changes.Count;
        _time.AdvanceTo(Start.AddHours(20));

        Assert.False(_board[2].High);
        Assert.Equal(changes, _changes.Count);
    });

    [Fact]
    public void A_stay_that_is_repeated_gives_the_same_signals() => _seed.Run(() =>
    {
        var first = LiveAnHour();
        _time.AdvanceTo(Start.AddDays(1));
        var again = LiveAnHour();

        Assert.Equal(first.Select(change => change with { At = change.At.AddDays(1) }), again);
    });

    [Fact]
    public void Something_that_moves_where_nobody_is_makes_one_pulse()
    {
        _detector.See();
        _time.AdvanceTo(Start.AddHours(1));

        Assert.Equal([new PinChange(true, Start), new PinChange(false, Start.AddSeconds(DelaySeconds))], _changes);
    }

    [Fact]
    public void Whoever_sits_still_is_seen_less_often() => _seed.Run(() =>
    {
        var lively = LiveAnHour(StirSeconds).Count;
        _time.AdvanceTo(Start.AddDays(1));

        Assert.True(LiveAnHour(2_000).Count < lively);
    });

    [Theory]
    [InlineData(300, 7, 60)]
    [InlineData(1_800, 20, 120)]
    public void With_a_long_delay_the_output_stays_high_while_people_move(double delaySeconds, double movingSeconds, double stillSeconds) => _seed.Run(() =>
    {
        using var detector = new MotionDetector(_board[2], _time, DelaySeconds, new PlaceKind { Name = "slow", DelaySeconds = delaySeconds, MovingSeconds = movingSeconds });
        detector.Arrive(SeededRandom.For(_seed.Value), stillSeconds);
        _time.AdvanceTo(Start.AddHours(4));
        var falls = _changes.Count(change => !change.High);
        detector.Leave();
        _time.AdvanceTo(Start.AddHours(5));

        // A pause as long as the delay is as rare as e⁻⁵ for each movement; in four hours there are about 240 still ones with the shorter delay.
        Assert.InRange(falls, 0, delaySeconds < 1_000 ? 12 : 0);
        Assert.Equal(new PinChange(false, Start.AddHours(4).AddSeconds(delaySeconds)), _changes[^1]);
    });

    [Theory]
    [InlineData(0.7, 8)]
    [InlineData(7, 80)]
    [InlineData(70, 800)]
    public void A_kind_sees_people_as_often_as_it_says(double movingSeconds, double stillSeconds) => _seed.Run(() =>
    {
        // All the time in one state, with so short a delay that nearly every movement is a pulse.
        foreach (var (kind, seconds) in new[]
                 {
                     (new PlaceKind { Name = "moving", MovingSeconds = movingSeconds, MovingBoutSeconds = 1e9, DelaySeconds = 0.3 }, movingSeconds),
                     (new PlaceKind { Name = "still", MovingSeconds = movingSeconds, MovingBoutSeconds = 0.001, StillBoutSeconds = 1e9, DelaySeconds = 0.3 }, stillSeconds),
                 })
        {
            var (before, start) = (_changes.Count, _time.GetUtcNow());
            using var detector = new MotionDetector(_board[2], _time, DelaySeconds, kind);
            detector.Arrive(SeededRandom.For(_seed.Value), stillSeconds);
            _time.AdvanceTo(start.AddSeconds(2_000 * seconds));
            detector.Leave();
            _time.AdvanceTo(start.AddSeconds((2_000 * seconds) + 10));

            // A pulse and its blind time take 3.3 s, and the movements within them are not seen.
            var expected = 2_000 * seconds / (seconds + 3.3 + (movingSeconds < 1 ? 0.2 : 0));
            Assert.InRange(_changes[before..].Count(change => change.High) / expected, 0.85, 1.15);
        }
    });

    [Fact]
    public void A_kind_without_figures_gives_the_usual_signals() => _seed.Run(() =>
    {
        var usual = LiveAnHour();
        _time.AdvanceTo(Start.AddDays(1));
        var from = _changes.Count;
        using var detector = new MotionDetector(_board[2], _time, DelaySeconds, new PlaceKind { Name = "none" });
        detector.Arrive(SeededRandom.For(_seed.Value), StirSeconds);
        _time.AdvanceTo(Start.AddDays(1).AddHours(1));
        detector.Leave();
        _time.AdvanceTo(Start.AddDays(1).AddHours(2));

        Assert.Equal(usual.Select(change => change with { At = change.At.AddDays(1) }), _changes[from..]);
    });

    private List<PinChange> LiveAnHour(double stirSeconds = StirSeconds)
    {
        var (from, start) = (_changes.Count, _time.GetUtcNow());
        _detector.Arrive(SeededRandom.For(_seed.Value), stirSeconds);
        _time.AdvanceTo(start.AddHours(1));
        _detector.Leave();
        _time.AdvanceTo(start.AddHours(2));
        return _changes[from..];
    }

    public void Dispose()
    {
        _detector.Dispose();
        _controller.Dispose();
    }
}
