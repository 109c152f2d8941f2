using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.Pads;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.Edge.Tests.Outbox;
using OpcSpaces.Edge.Tests.Sensing.Presence;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Sensing.Zones;

/// <summary>What a place has learned, over restarts and kills of the agent: from a pin through a real outbox to the next start.</summary>
public sealed class ZoneLearningTests : IDisposable
{
    private const string Note = "learned hall/desk/1";

    private readonly OutboxFixture _outbox = new();
    private readonly FakePin _pin;

    public ZoneLearningTests() => _pin = new FakePin(_outbox.Time);

    public void Dispose() => _outbox.Dispose();

    private MotionConfig Motion => new() { Point = "desk/1", Pin = _pin.Number, DelaySeconds = 2 };

    private LearnedPlace Known(params PointConfig[] points) => Known(NullLogger.Instance, points);

    private LearnedPlace Known(ILogger logger, params PointConfig[] points)
    {
        var known = new ZoneLearning(OutboxFixture.Hall, points.Length > 0 ? points : [Motion], _outbox.Log, logger).Read("desk/1");
        known.See(PauseModel.Of(2));
        return known;
    }

    private GatewaySensing Sense()
    {
        _outbox.ConfigureSensing();
        var config = new GatewayConfig { Group = "hub", Gateway = "gw-1", DataDirectory = _outbox.Directory, Zones = [new ZoneConfig { Id = OutboxFixture.Hall, Points = [Motion] }] };
        return new GatewaySensing(config.Sensing, new SensingDependencies { Pins = new OnePin(_pin), Outbox = _outbox.Log, Time = _outbox.Time, TransportTime = _outbox.Time });
    }

    // Somebody passes by every ten minutes on average.
    private void Pass(int times)
    {
        var random = new Random(5);
        for (var i = 0; i < times; i++)
        {
            _outbox.Time.Advance(TimeSpan.FromMinutes(-10 * Math.Log(1 - random.NextDouble())));
            _pin.Pulse(ms: 3_000);
        }
    }

    private async Task<byte[]> LearnAsync(int passers)
    {
        using var sensing = Sense();
        Pass(passers);
        sensing.KeepLearned();
        sensing.Flush();
        await _outbox.Log.MarkAsync(_outbox.NowMs);
        return _outbox.Log.Note(Note)!;
    }

    [Fact]
    public async Task A_place_goes_on_with_what_it_knew_before_the_restart()
    {
        await LearnAsync(passers: 60);
        var before = Known();
        _outbox.Reopen();
        var known = Known();
        Assert.Equal((before.Use.Used, before.PassingShare, before.Chances(600, isOver: true)), (known.Use.Used, known.PassingShare, known.Chances(600, isOver: true)));
        Assert.InRange(known.Use.Used, 0, 0.3);
        Assert.True(known.Use.Used < new LearnedPlace().Use.Used);
        Assert.NotEqual(new LearnedPlace().PassingShare, known.PassingShare);
    }

    [Fact]
    public async Task A_kill_loses_what_was_learned_since_the_last_note_and_no_more()
    {
        var note = await LearnAsync(passers: 20);
        using (Sense())
        {
            Pass(40);
            _outbox.Crash();
        }

        Assert.Equal(note, _outbox.Log.Note(Note));
        var before = Known();
        _outbox.Crash();
        Assert.Equal(before.Use.Used, Known().Use.Used);
    }

    [Fact]
    public async Task A_note_that_no_commit_followed_is_lost_as_a_whole_and_the_one_before_holds()
    {
        var note = await LearnAsync(passers: 20);
        _outbox.Log.KeepNote(Note, [1, 2, 3]);
        Assert.Equal([1, 2, 3], _outbox.Log.Note(Note));
        _outbox.Crash();
        Assert.Equal(note, _outbox.Log.Note(Note));
    }

    [Fact]
    public async Task A_note_is_written_only_after_something_was_learned()
    {
        await LearnAsync(passers: 20);
        _outbox.Log.KeepNote(Note, [7]);
        using var sensing = Sense();
        sensing.KeepLearned();
        Assert.Equal([7], _outbox.Log.Note(Note));
        Pass(3);
        sensing.KeepLearned();
        Assert.Equal(LearnedNote.LengthOf(LearnedPlace.Figures), _outbox.Log.Note(Note)!.Length);
    }

    [Fact]
    public void Notes_are_six_hours_apart()
    {
        using var sensing = Sense();
        var written = new List<double>();
        for (var minute = 0; minute < 15 * 60; minute += 10)
        {
            _outbox.Time.Advance(TimeSpan.FromMinutes(10));
            _pin.Pulse(ms: 3_000);
            var before = _outbox.Log.Note(Note);
            sensing.KeepLearnedWhenDue();
            if (!before.AsSpan().SequenceEqual(_outbox.Log.Note(Note))) written.Add(_outbox.Time.Monotonic.TotalHours);
        }

        Assert.Equal([6, 12], written.Select(Math.Floor));
    }

    [Fact]
    public async Task Other_sensors_at_the_place_begin_anew_with_a_line_in_the_log()
    {
        await LearnAsync(passers: 60);
        PointConfig[][] changed =
        [
            [Motion with { Pin = Motion.Pin + 1 }],
            [Motion with { DelaySeconds = 30 }],
            [Motion, new PadConfig { Point = "desk/1", Pin = 9 }],
        ];
        foreach (var points in changed)
        {
            var log = new RecordingLogger();
            Assert.Equal(new LearnedPlace().Use.Used, Known(log, points).Use.Used);
            Assert.Contains(log.Messages, line => line.Contains("hall/desk/1", StringComparison.Ordinal) && line.Contains("the sensors of the place have changed", StringComparison.Ordinal));
        }

        var quiet = new RecordingLogger();
        Assert.NotEqual(new LearnedPlace().Use.Used, Known(quiet, Motion with { DebounceMs = 10, StuckMinutes = 90 }, new PadConfig { Point = "desk/2", Pin = 9 }).Use.Used);
        Assert.Empty(quiet.Messages);
    }

    [Fact]
    public async Task A_damaged_note_begins_anew_with_a_line_in_the_log()
    {
        var note = await LearnAsync(passers: 60);
        note[100] ^= 1;
        _outbox.Log.KeepNote(Note, note);
        var log = new RecordingLogger();
        Assert.Equal(new LearnedPlace().Use.Used, Known(log).Use.Used);
        Assert.Contains(log.Messages, line => line.Contains("it is damaged", StringComparison.Ordinal));
    }

    private sealed class OnePin(FakePin pin) : IPinController
    {
        public IInputPin OpenInput(int number) => pin;

        public void Dispose()
        {
        }
    }

    [Fact]
    public async Task What_a_weak_sense_is_worth_outlives_the_agent_and_begins_anew_with_another_chip()
    {
        var (chip, other) = (Air("i2c-1"), Air("i2c-2"));
        using (var place = Place())
        {
            var (learning, evidence) = Graded(place, chip);
            Teach(evidence);
            Assert.True(evidence.LogOdds > 0.5, $"{evidence.LogOdds}");
            place.Inside(() => learning.Keep("desk/1"));
            await _outbox.Log.MarkAsync(_outbox.NowMs);
        }

        _outbox.Reopen();
        Assert.Equal((true, false), (IsBelieved(chip), IsBelieved(other)));

        bool IsBelieved(ClimateConfig sensor)
        {
            using var place = Place();
            var evidence = Graded(place, sensor).Evidence;
            evidence.Take(1, null, 0);
            return evidence.LogOdds > 0.5;
        }
    }

    private static ClimateConfig Air(string bus) => new() { Point = "env/1", Chip = "scd4x", Bus = bus, Address = 0x62, AirOf = "desk/1" };

    private PresencePlace Place() => new(new PresenceConfig(), new Metric(OutboxFixture.Hall, "desk/1/occupied", SparkplugDataType.Boolean, 1), _ => { }, _outbox.Time);

    private (ZoneLearning Learning, GradedEvidence Evidence) Graded(PresencePlace place, ClimateConfig sensor)
    {
        var (learning, evidence) = (new ZoneLearning(OutboxFixture.Hall, [Motion, sensor], _outbox.Log, NullLogger.Instance), place.Add(new SpokenGrade(windowMs: 0)));
        learning.Read("desk/1");
        learning.Read("desk/1", sensor, evidence);
        return (learning, evidence);
    }

    // Hours in which somebody was there, and the grade was 1, and hours in which nobody was, and it was 0.
    private static void Teach(GradedEvidence evidence)
    {
        for (var lesson = 0; lesson < 1_000; lesson++) evidence.Take(lesson % 2, lesson % 2 == 1 ? 0.95 : 0.02, lesson * 300_000L);
    }
}
