using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Edge.Sensing.Doors;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Wiegand;
using OpcSpaces.Edge.Tests.Sensing.Badges;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Sensing.Wiegand;

public sealed class WiegandReaderTests : IDisposable
{
    private static readonly Metric Entry = new("hall", "door/1/entry", SparkplugDataType.String, 1);
    private readonly TemporaryDirectory _directory = new("badges");
    private readonly FakeTime _time = new();
    private readonly FakePin[] _lines;
    private readonly List<MetricReading> _entries = [];
    private readonly BadgePseudonyms _pseudonyms;
    private readonly DoorAccess _access;
    private WiegandReader? _reader;

    public WiegandReaderTests()
    {
        _lines = [new FakePin(_time, high: true), new FakePin(_time, high: true)];
        _pseudonyms = TestBadges.Pseudonyms(_directory, _time);
        _access = new DoorAccess(_pseudonyms, Entry, _entries.Add, _time);
    }

    public void Dispose()
    {
        _reader?.Dispose();
        _pseudonyms.Dispose();
        _directory.Dispose();
    }

    private WiegandReader Start(params int[] facilityCodes)
    {
        var config = new WiegandConfig { Point = "door/1", Data0Pin = 1, Data1Pin = 2, FacilityCodes = facilityCodes };
        return _reader = new WiegandReader(new SensorName("hall", "door/1", "wiegand"), config, _lines[0], _lines[1], _access, _time);
    }

    private void Show(ulong number, int numberBits = 24) => Play(WiegandSignal.Edges(WiegandSignal.Bits(number, numberBits), _time.GetUtcNow()));

    // Each edge at its own time, as pins tell them.
    private void Play(IEnumerable<WiegandEdge> edges)
    {
        foreach (var edge in edges.OrderBy(edge => edge.At))
        {
            _time.Advance(edge.At > _time.GetUtcNow() ? edge.At - _time.GetUtcNow() : TimeSpan.Zero);
            _lines[edge.Line].Set(!edge.Low);
        }

        _time.Advance(TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public void A_card_is_one_entry_under_a_pseudonym()
    {
        var reader = Start();
        var shown = _time.GetUtcNow();
        Show(0x112345);
        var entry = Assert.Single(_entries);
        Assert.Equal("door/1/entry", entry.Metric.Name);
        Assert.Equal(32, entry.Value.AsText.Length);
        Assert.InRange(DateTimeOffset.FromUnixTimeMilliseconds(entry.TimestampMs) - shown, TimeSpan.FromMilliseconds(49), TimeSpan.FromMilliseconds(52));
        Assert.Null(reader.Trouble);
    }

    [Fact]
    public void The_same_card_is_the_same_pseudonym_and_another_card_another()
    {
        Start();
        Show(0x112345);
        Show(0x112346);
        Show(0x112345);
        Show(0x112345, numberBits: 32);
        var names = _entries.Select(entry => entry.Value.AsText).ToList();
        Assert.Equal(names[0], names[2]);
        Assert.Equal(3, names.Distinct().Count());
    }

    [Fact]
    public void A_rejected_frame_is_counted_by_its_fault_and_the_next_card_is_read()
    {
        var reader = Start();
        var bits = WiegandSignal.Bits(0x112345);
        bits[3] = 1 - bits[3];
        Play(WiegandSignal.Edges(bits, _time.GetUtcNow()));
        Play(WiegandSignal.Edges(WiegandSignal.Bits(0x112345).Take(9), _time.GetUtcNow()));
        Show(0x112345);
        Assert.Single(_entries);
        Assert.Equal((1L, 1L), (reader.Trouble!.Faults["parity"], reader.Trouble.Faults["bitCount"]));
        Assert.Equal(SensorCondition.Sound, reader.Trouble.Condition);
    }

    [Fact]
    public void Endless_noise_uses_limited_memory_and_makes_no_card()
    {
        var reader = Start();
        for (var i = 0; i < 10_000; i++)
        {
            _lines[i % 2].Pulse(ms: 1);
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        _time.Advance(TimeSpan.FromMilliseconds(100));
        Show(0x112345);
        Assert.Single(_entries);
        Assert.Equal(1, reader.Trouble!.Faults["storm"]);
    }

    [Fact]
    public void Noise_that_does_not_end_is_reported_while_it_lasts()
    {
        var reader = Start();
        for (var i = 0; i < 500; i++)
        {
            _lines[0].Pulse(ms: 10);
            _time.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.Equal((SensorCondition.Absurd, 1L), (reader.Trouble!.Condition, reader.Trouble.Faults["storm"]));
        _lines[0].Set(true);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal((SensorCondition.Sound, 1L), (reader.Trouble!.Condition, reader.Trouble.Faults["storm"]));
    }

    [Fact]
    public void A_reader_in_the_middle_of_a_pulse_is_not_silent()
    {
        var reader = Start();
        _time.Advance(TimeSpan.FromHours(1));
        _lines[0].Set(false);
        Assert.Null(reader.Trouble);
    }

    [Fact]
    public void A_line_that_is_low_from_the_start_is_reported()
    {
        _lines[0].Set(false);
        var reader = Start();
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(SensorCondition.Silent, reader.Trouble!.Condition);
    }

    [Fact]
    public void Cards_of_another_facility_are_rejected()
    {
        var reader = Start(17, 18);
        Show(0x112345);
        Show(0x132345);
        Assert.Single(_entries);
        Assert.Equal(1, reader.Trouble!.Faults["noCard"]);
    }

    [Fact]
    public void A_line_that_stays_low_is_reported()
    {
        var reader = Start();
        _lines[1].Set(false);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal((SensorCondition.Silent, 1L), (reader.Trouble!.Condition, reader.Trouble.Faults["halfPulse"]));
    }

    [Fact]
    public void Many_openings_without_a_card_mean_that_the_reader_is_dead()
    {
        var reader = Start();
        for (var i = 0; i < 30; i++) _access.OnOpened(TimeSpan.Zero);
        Assert.Equal(SensorCondition.StuckOff, reader.Trouble!.Condition);
        Show(0x112345);
        Assert.Null(reader.Trouble);
    }

    [Fact]
    public void Nothing_is_read_after_disposal()
    {
        Start().Dispose();
        Show(0x112345);
        Assert.Empty(_entries);
    }

    [Fact]
    public void A_frame_that_is_reported_late_as_a_whole_is_read_by_its_own_times()
    {
        Start();
        var pins = new[] { new ScriptedPin(), new ScriptedPin() };
        using var reader = new WiegandReader(new SensorName("hall", "door/1", "wiegand"), new WiegandConfig { Point = "door/1", Data0Pin = 1, Data1Pin = 2 }, pins[0], pins[1], _access, _time);
        foreach (var edge in WiegandSignal.Edges(WiegandSignal.Bits(0x998877), _time.GetUtcNow().AddMilliseconds(-51))) pins[edge.Line].Tell(new PinChange(!edge.Low, edge.At));
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Single(_entries);
    }

    private sealed class ScriptedPin : IInputPin, IDisposable
    {
        private Action<PinChange>? _handler;

        public int Number => 1;

        public bool Read() => true;

        public void Tell(PinChange change) => _handler?.Invoke(change);

        public IDisposable Subscribe(Action<PinChange> onChange)
        {
            _handler = onChange;
            return this;
        }

        public void Dispose() => _handler = null;
    }

    [Fact]
    public void A_reader_one_of_whose_pins_the_driver_has_lost_is_silent_and_its_lost_edges_are_counted()
    {
        var reader = Start();
        reader.OnPin(new PinReport(1, IsLost: false, LostChanges: 2), _time.GetUtcNow());
        Assert.Equal((SensorCondition.Sound, 2L), (reader.Trouble!.Condition, reader.Trouble.Faults["lostChanges"]));
        reader.OnPin(new PinReport(2, IsLost: true, LostChanges: 0), _time.GetUtcNow());
        Assert.Equal(SensorCondition.Silent, reader.Trouble.Condition);
        reader.OnPin(new PinReport(2, IsLost: false, LostChanges: 0), _time.GetUtcNow());
        Assert.Equal(SensorCondition.Sound, reader.Trouble.Condition);
    }
}
