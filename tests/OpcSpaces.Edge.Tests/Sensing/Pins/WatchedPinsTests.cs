using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Sensing.Pins;

public sealed class WatchedPinsTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly DeafPins _driver = new();
    private readonly WatchedPins _pins;
    private readonly IInputPin _pin;
    private readonly List<bool> _levels = [];

    public WatchedPinsTests()
    {
        _pins = new WatchedPins(_driver, _time);
        _pin = _pins.Open(4);
        _pin.Subscribe(change => _levels.Add(change.High));
    }

    public void Dispose() => _pins.Dispose();

    private void Minutes(double minutes) => _time.Advance(TimeSpan.FromMinutes(minutes));

    [Fact]
    public void A_change_that_the_driver_reports_is_passed_on_immediately()
    {
        _driver.Set(true);
        _driver.Set(false);
        Minutes(10);
        Assert.Equal([true, false], _levels);
        Assert.Equal((0L, 1), (_pins.Missed, _driver.Subscriptions));
    }

    [Fact]
    public void A_change_that_the_driver_did_not_report_is_found_at_the_second_read_and_the_driver_is_subscribed_again()
    {
        _driver.IsDeaf = true;
        _driver.Set(true);
        Minutes(1.5);
        Assert.Empty(_levels);
        Minutes(1);
        Assert.Equal([true], _levels);
        Assert.Equal((1L, 2), (_pins.Missed, _driver.Subscriptions));
    }

    [Fact]
    public void A_level_that_is_being_reported_is_not_counted_as_missed()
    {
        for (var minute = 0; minute < 10; minute++)
        {
            _driver.IsDeaf = true;
            _driver.Set(!_driver.Read());
            Minutes(1);
            _driver.IsDeaf = false;
            _driver.TellNow();
        }

        Assert.Equal((10, 0L), (_levels.Count, _pins.Missed));
    }

    [Fact]
    public void Disposal_ends_reading_and_listening()
    {
        _pins.Dispose();
        _driver.Set(true);
        Minutes(10);
        Assert.Empty(_levels);
        Assert.Equal(0, _time.ActiveTimers);
    }

    [Fact]
    public void A_timer_that_fires_after_disposal_reads_no_pin()
    {
        var late = new LateTime(_time);
        var pins = new WatchedPins(_driver, late);
        pins.Open(4);
        pins.Dispose();
        _driver.Dispose();
        late.FireAll();
    }

    [Fact]
    public void What_the_driver_knows_is_passed_on_once_and_a_lost_pin_is_subscribed_again_until_it_is_back()
    {
        var reports = new List<PinReport>();
        _pins.OnReport = (report, _) => reports.Add(report);
        Minutes(2);
        Assert.Empty(reports);
        (_driver.IsLost, _driver.LostChanges) = (true, 3);
        Minutes(2);
        Assert.Equal([new PinReport(4, true, 3)], reports);
        Assert.Equal((3L, 3), (_pins.LostChanges, _driver.Subscriptions));
        (_driver.IsLost, _driver.LostChanges) = (false, 4);
        Minutes(2);
        Assert.Equal(new PinReport(4, false, 1), reports[^1]);
        Assert.Equal((4L, 2, 3), (_pins.LostChanges, reports.Count, _driver.Subscriptions));
    }

    private sealed class DeafPins : IPinController, IInputPin
    {
        private Action<PinChange>? _handler;
        private bool _high, _released;

        public bool IsDeaf { get; set; }

        public bool IsLost { get; set; }

        public long LostChanges { get; set; }

        public int Subscriptions { get; private set; }

        public int Number => 4;

        public IInputPin OpenInput(int number) => this;

        public bool Read()
        {
            ObjectDisposedException.ThrowIf(_released, this);
            return _high;
        }

        public void Set(bool high)
        {
            _high = high;
            if (!IsDeaf) TellNow();
        }

        public void TellNow() => _handler?.Invoke(new PinChange(_high, DateTimeOffset.UnixEpoch));

        public IDisposable Subscribe(Action<PinChange> onChange)
        {
            _handler = onChange;
            Subscriptions++;
            return new Subscription(this);
        }

        public void Dispose() => _released = true;

        private sealed class Subscription(DeafPins pins) : IDisposable
        {
            public void Dispose() => pins._handler = null;
        }
    }
}
