using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Edge.Sensing.DoorContacts;
using OpcSpaces.Edge.Sensing.Doors;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Tests.Sensing.Badges;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Sensing.DoorContacts;

public sealed class DoorContactTests : IDisposable
{
    private static readonly Metric State = new("hall", "door/1/state", SparkplugDataType.String, 1);
    private static readonly Metric Entry = new("hall", "door/1/entry", SparkplugDataType.String, 2);
    private readonly TemporaryDirectory _directory = new("door");
    private readonly FakeTime _time = new();
    private readonly DateTimeOffset _start;
    private readonly List<(string State, double AtSecond)> _states = [];
    private readonly SpokenEvidence _room = new();
    private readonly BadgePseudonyms _pseudonyms;
    private readonly DoorAccess _access;
    private readonly FakePin _exit;
    private FakePin _pin;
    private DoorContact? _door;

    public DoorContactTests()
    {
        _start = _time.GetUtcNow();
        (_pin, _exit) = (new FakePin(_time), new FakePin(_time));
        _pseudonyms = TestBadges.Pseudonyms(_directory, _time);
        _access = new DoorAccess(_pseudonyms, Entry, _ => { }, _time);
    }

    public void Dispose()
    {
        _door?.Dispose();
        _pseudonyms.Dispose();
        _directory.Dispose();
    }

    private DoorContact Start(int entrySeconds = 0, bool openIsHigh = true, bool hasReader = true)
    {
        var config = new DoorContactConfig { Point = "door/1", Pin = 4, EntrySeconds = entrySeconds, OpenIsHigh = openIsHigh };
        return _door = new DoorContact(new SensorName("hall", "door/1", "doorContact"), config, (_pin, _exit), (State, Take), hasReader ? _access : null, _room, _time);
    }

    private void Take(MetricReading reading) =>
        _states.Add((reading.Value.AsText, (DateTimeOffset.FromUnixTimeMilliseconds(reading.TimestampMs) - _start).TotalSeconds));

    private void Card() => _access.OnCard(new BadgeNumber(BadgeFormat.Wiegand26, [1, 2, 3]), _time.GetUtcNow());

    private void Seconds(double seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void A_door_that_opens_and_closes_is_reported_with_the_times_of_its_edges()
    {
        Start();
        Seconds(10);
        for (var i = 0; i < 3; i++) _pin.Pulse(ms: 20);
        _pin.Set(true);
        Seconds(5);
        _pin.Set(false);
        Seconds(5);
        Assert.Equal([("closed", 0), ("open", 10.06), ("closed", 15.06)], _states);
        Assert.Equal(["active", "rest"], _room.Words);
    }

    [Fact]
    public void A_door_that_is_open_at_the_start_is_open_and_not_forced()
    {
        _pin = new FakePin(_time, high: true);
        Start(entrySeconds: 10);
        Seconds(1);
        Assert.Equal([("open", 0.0)], _states);
    }

    [Fact]
    public void A_contact_of_the_other_polarity_works()
    {
        Start(openIsHigh: false);
        Seconds(1);
        Assert.Equal([("open", 0.0)], _states);
    }

    [Fact]
    public void A_door_that_stays_open_is_held_until_it_closes()
    {
        var door = Start();
        Seconds(10);
        _pin.Set(true);
        Seconds(200);
        _pin.Set(false);
        Seconds(1);
        Assert.Equal(["closed", "open", "held", "closed"], _states.Select(state => state.State));
        Assert.Equal(70, _states[2].AtSecond, tolerance: 0.2);
        Assert.Equal(1, door.Trouble!.Faults["held"]);
    }

    [Fact]
    public void Many_short_openings_are_not_held()
    {
        Start();
        for (var i = 0; i < 50; i++)
        {
            Seconds(10);
            _pin.Pulse(ms: 50_000);
        }

        Assert.DoesNotContain(_states, state => state.State == "held");
    }

    [Fact]
    public void A_door_that_opens_without_a_card_is_forced_until_it_closes()
    {
        var door = Start(entrySeconds: 10);
        Card();
        Seconds(11);
        _pin.Pulse(ms: 100_000);
        Seconds(1);
        Assert.Equal(["closed", "forced", "closed"], _states.Select(state => state.State));
        Assert.Equal(1, door.Trouble!.Faults["forced"]);
    }

    [Fact]
    public void A_card_or_the_exit_button_allows_an_opening()
    {
        Start(entrySeconds: 10);
        Card();
        Seconds(9);
        _pin.Pulse(ms: 3_000);
        Seconds(30);
        _exit.Pulse(ms: 500);
        Seconds(2);
        _pin.Pulse(ms: 3_000);
        Seconds(1);
        Assert.Equal(["closed", "open", "closed", "open", "closed"], _states.Select(state => state.State));
    }

    [Fact]
    public void The_exit_button_allows_openings_while_it_is_pressed_and_for_a_while_after()
    {
        var door = Start(entrySeconds: 10);
        _exit.Set(true);
        Seconds(20);
        _pin.Pulse(ms: 3_000);
        _exit.Set(false);
        Seconds(9);
        _pin.Pulse(ms: 3_000);
        Assert.Null(door.Trouble);
        Seconds(9);
        _pin.Pulse(ms: 3_000);
        Assert.Equal(1, door.Trouble!.Faults["forced"]);
    }

    [Fact]
    public void A_door_that_closes_before_it_was_open_for_the_debounce_time_is_closed()
    {
        _pin = new FakePin(_time, high: true);
        Start(entrySeconds: 10);
        Seconds(0.05);
        _pin.Set(false);
        Seconds(10);
        Assert.Equal([("closed", 0.05)], _states);
        _pin.Set(true);
        Seconds(1);
        Assert.Equal(("forced", 10.05), (_states[^1].State, Math.Round(_states[^1].AtSecond, 2)));
    }

    [Fact]
    public async Task A_change_during_construction_causes_no_deadlock()
    {
        var pin = new LockedPin(_time, changesAtRead: 3);
        var config = new DoorContactConfig { Point = "door/1", Pin = 4, DebounceMs = 0 };
        var wired = Task.Run(() => new DoorContact(new SensorName("hall", "door/1", "doorContact"), config, (pin, null), (State, _ => { }), null, null, _time));
        using var door = await wired.WaitAsync(Eventually.Patience);
    }

    [Fact]
    public void Without_a_reader_no_opening_is_forced()
    {
        Start(entrySeconds: 10, hasReader: false);
        Seconds(20);
        _pin.Pulse(ms: 3_000);
        Seconds(1);
        Assert.Equal(["closed", "open", "closed"], _states.Select(state => state.State));
    }

    [Fact]
    public void A_cut_wire_looks_like_an_open_door_and_is_reported_as_stuck()
    {
        var door = Start();
        _pin.Set(true);
        Seconds(13 * 3600);
        Assert.Equal(SensorCondition.StuckOn, door.Trouble!.Condition);
    }

    [Fact]
    public void A_contact_that_never_opens_although_cards_are_read_is_stuck()
    {
        var door = Start();
        for (var i = 0; i < 20; i++) Card();
        Assert.Equal(SensorCondition.StuckOff, door.Trouble!.Condition);
    }

    [Fact]
    public void A_door_that_stands_open_while_cards_are_read_is_not_stuck_closed()
    {
        var door = Start();
        _pin.Set(true);
        Seconds(30);
        for (var i = 0; i < 20; i++) Card();
        Assert.Null(door.Trouble);
        _pin.Set(false);
        Seconds(30);
        Assert.Null(door.Trouble);
    }

    // As the pins over a socket: its lock is held while it is read and while its handlers run.
    private sealed class LockedPin(FakeTime time, int changesAtRead) : IInputPin, IDisposable
    {
        private readonly Lock _gate = new();
        private Action<PinChange>? _handlers;
        private bool _high;
        private int _reads;

        public int Number => 4;

        public bool Read()
        {
            if (++_reads == changesAtRead)
            {
                using var holds = new ManualResetEventSlim();
                new Thread(() => Set(holds)) { IsBackground = true }.Start();
                holds.Wait();
            }

            lock (_gate) return _high;
        }

        public IDisposable Subscribe(Action<PinChange> onChange)
        {
            _handlers += onChange;
            return this;
        }

        public void Dispose()
        {
        }

        private void Set(ManualResetEventSlim holds)
        {
            lock (_gate)
            {
                holds.Set();
                _high = true;
                _handlers?.Invoke(new PinChange(true, time.GetUtcNow()));
            }
        }
    }

    [Fact]
    public void A_door_whose_pin_the_driver_has_lost_is_unknown_until_the_pin_is_back()
    {
        var door = Start(hasReader: false);
        Seconds(10);
        door.OnPin(new PinReport(4, IsLost: true, LostChanges: 0), _time.GetUtcNow());
        Assert.Equal(SensorCondition.Silent, door.Trouble!.Condition);
        Seconds(10);
        door.OnPin(new PinReport(4, IsLost: false, LostChanges: 0), _time.GetUtcNow());
        Assert.Equal([("closed", 0), ("", 10), ("closed", 20)], _states);
        Assert.Equal(["broken", "sound"], _room.Words);
        Assert.Equal(SensorCondition.Sound, door.Trouble.Condition);
    }
}
