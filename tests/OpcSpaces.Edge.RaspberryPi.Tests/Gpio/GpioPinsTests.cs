using System.Device.Gpio;
using Moq;
using Moq.Protected;
using OpcSpaces.Edge.RaspberryPi.Gpio;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.RaspberryPi.Tests.Gpio;

/// <summary>Pins over GpioController with a simulated driver: resistors, levels, and callbacks that stop.</summary>
public sealed class GpioPinsTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly SimulatedGpio _driver = new();
    private readonly RecordingLogger _log = new();
    private readonly GpioPins _pins;

    public GpioPinsTests() =>
        _pins = new GpioPins(new GpioController(_driver), new Dictionary<int, PinPull> { [4] = PinPull.Up, [5] = PinPull.Down }, _time, _log);

    public void Dispose() => _pins.Dispose();

    private static List<PinChange> Listen(IInputPin pin)
    {
        var changes = new List<PinChange>();
        pin.Subscribe(changes.Add);
        return changes;
    }

    private void Pulse(int pin)
    {
        _driver.Set(pin, true);
        _driver.Set(pin, false);
    }

    [Fact]
    public void Each_pin_has_the_resistor_that_its_sensor_needs()
    {
        foreach (var pin in (int[])[4, 5, 6]) _pins.OpenInput(pin);
        Assert.Equal([PinMode.InputPullUp, PinMode.InputPullDown, PinMode.Input], _driver.Modes.OrderBy(mode => mode.Key).Select(mode => mode.Value));
    }

    [Fact]
    public void A_resistor_that_the_hardware_does_not_have_is_logged_with_what_to_do()
    {
        _driver.UnsupportedMode = PinMode.InputPullUp;
        _pins.OpenInput(4);
        Assert.Equal((PinMode.Input, "Pin 4 has no InputPullUp here: wire a resistor of 10 kΩ"), (_driver.Modes[4], Assert.Single(_log.Messages)));
    }

    [Fact]
    public void Changes_come_with_the_time_of_the_sensing_clock()
    {
        var pin = _pins.OpenInput(4);
        var changes = Listen(pin);
        _time.Advance(TimeSpan.FromSeconds(3));
        _driver.Set(4, true);
        Assert.Equal([new PinChange(true, FakeTime.Start.AddSeconds(3))], changes);
        Assert.True(pin.Read());
    }

    [Fact]
    public void A_pin_that_the_hardware_does_not_have_is_refused() => Assert.Throws<ArgumentException>(() => _pins.OpenInput(60));

    [Fact]
    public void A_pulse_counter_whose_callbacks_stopped_counts_again_after_a_quarter_of_an_hour()
    {
        var changes = Listen(_pins.OpenInput(5));
        Pulse(5);
        _driver.StopCallbacks();
        for (var i = 0; i < 17; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            Pulse(5);
        }

        Assert.InRange(changes.Count, 2 + 2, 2 + 6);
        Assert.Equal(1, _pins.Registrations);
        Pulse(5);
        Assert.True(changes[^2].High);
    }

    [Fact]
    public void A_pin_with_callbacks_is_left_alone_and_a_quiet_one_costs_four_registrations_an_hour()
    {
        Listen(_pins.OpenInput(4));
        Listen(_pins.OpenInput(5));
        for (var i = 0; i < 60; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            Pulse(5);
        }

        Assert.Equal((4, 6, 2), (_pins.Registrations, _driver.Registrations, _driver.Registered));
    }

    // What the agent's watch over all pins does when a level is not the one that was reported.
    [Fact]
    public void A_new_subscription_registers_the_callback_again()
    {
        var pin = _pins.OpenInput(4);
        var first = pin.Subscribe(_ => { });
        _driver.StopCallbacks();
        first.Dispose();
        var changes = Listen(pin);
        _driver.Set(4, true);
        Assert.Single(changes);
        Assert.Equal((2, 1), (_driver.Registrations, _driver.Registered));
    }

    // Iot.Device.Hcsr501 keeps its callback after its disposal.
    [Fact]
    public void Nothing_is_registered_after_the_last_subscription_and_after_disposal()
    {
        var (one, other) = (_pins.OpenInput(4), _pins.OpenInput(5));
        one.Subscribe(_ => { }).Dispose();
        Assert.Equal(0, _driver.Registered);
        other.Subscribe(_ => { });
        _pins.Dispose();
        Assert.Equal((0, true, 0), (_driver.Registered, _driver.IsDisposed, _time.ActiveTimers));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(0, _driver.Registered);
    }

    [Fact]
    public void A_driver_that_cannot_watch_a_pin_says_so_when_the_pin_is_used()
    {
        var driver = new Mock<SimulatedGpio> { CallBase = true };
        driver.Protected().Setup("AddCallbackForPinValueChangedEvent", ItExpr.IsAny<int>(), ItExpr.IsAny<PinEventTypes>(), ItExpr.IsAny<PinChangeEventHandler>())
            .Throws(new InvalidOperationException("no interrupts left"));
        using var pins = new GpioPins(new GpioController(driver.Object), new Dictionary<int, PinPull>(), _time, _log);
        Assert.Equal("no interrupts left", Assert.Throws<InvalidOperationException>(() => pins.OpenInput(4).Subscribe(_ => { })).Message);
    }

    [Fact]
    public void A_driver_whose_callbacks_stop_is_asked_to_call_again()
    {
        var driver = new Mock<SimulatedGpio> { CallBase = true };
        using var pins = new GpioPins(new GpioController(driver.Object), new Dictionary<int, PinPull>(), _time, _log);
        Listen(pins.OpenInput(4));
        driver.Object.StopCallbacks();
        _time.Advance(GpioPins.Silence);
        driver.Protected().Verify("RemoveCallbackForPinValueChangedEvent", Times.Once(), 4, ItExpr.IsAny<PinChangeEventHandler>());
        driver.Protected().Verify("AddCallbackForPinValueChangedEvent", Times.Exactly(2), 4, PinEventTypes.Rising | PinEventTypes.Falling, ItExpr.IsAny<PinChangeEventHandler>());
    }
}
