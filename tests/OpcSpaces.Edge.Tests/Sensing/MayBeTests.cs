using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Sensing.DoorContacts;
using OpcSpaces.Edge.Sensing.Light;
using OpcSpaces.Edge.Sensing.Pads;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Sensing;

/// <summary>What the signals of a sensor have ruled out since the start, and what they have not.</summary>
public sealed class MayBeTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly List<ISensor> _sensors = [];

    public void Dispose() => _sensors.ForEach(sensor => sensor.Dispose());

    private ISensor Add(ISensor sensor)
    {
        _sensors.Add(sensor);
        return sensor;
    }

    private ISensor Pad(FakePin pin) => Add(new PadSensor(new SensorName("hall", "desk/1", "pad"), new PadConfig { Point = "desk/1", Pin = 4 }, pin, new SpokenEvidence(), _time));

    private void Hours(double hours) => _time.Advance(TimeSpan.FromHours(hours));

    [Fact]
    public void A_line_that_was_active_since_the_start_may_be_stuck_until_it_falls()
    {
        var pin = new FakePin(_time, high: true);
        var pad = Pad(pin);
        Hours(2);
        Assert.True(pad.MayBe(SensorCondition.StuckOn));
        Assert.False(pad.MayBe(SensorCondition.NeverTriggered));
        pin.Set(false);
        Hours(1);
        Assert.False(pad.MayBe(SensorCondition.StuckOn));
        pin.Set(true);
        Hours(1);
        Assert.False(pad.MayBe(SensorCondition.StuckOn));
    }

    [Fact]
    public void A_line_that_was_at_rest_since_the_start_may_be_unconnected_until_it_rises()
    {
        var pin = new FakePin(_time);
        var pad = Pad(pin);
        Hours(2);
        Assert.True(pad.MayBe(SensorCondition.NeverTriggered));
        Assert.False(pad.MayBe(SensorCondition.StuckOn));
        pin.Set(true);
        Hours(1);
        Assert.False(pad.MayBe(SensorCondition.NeverTriggered));
    }

    [Fact]
    public void Whether_a_line_changes_too_often_is_known_after_an_hour()
    {
        var pad = Pad(new FakePin(_time));
        Hours(0.9);
        Assert.True(pad.MayBe(SensorCondition.Absurd));
        Hours(0.2);
        Assert.False(pad.MayBe(SensorCondition.Absurd));
    }

    [Fact]
    public void A_chip_may_be_silent_until_it_answers_and_frozen_until_a_bit_changes()
    {
        var chip = new Lux { Value = null };
        var report = new ValueReport(new Metric("hall", "env/1/illuminance", SparkplugDataType.Float, 1), _ => { }, TimeSpan.FromMinutes(5), _time);
        var light = (LightSensor)Add(new LightSensor(new SensorName("hall", "env/1", "light"), new LightConfig { Point = "env/1", Chip = "bh1750", Bus = "i2c-1", Address = 35 }, chip, report, null, _time));
        light.Poll();
        Assert.True(light.MayBe(SensorCondition.Silent));
        Assert.True(light.MayBe(SensorCondition.Frozen));
        chip.Value = 250;
        for (var i = 0; i < 3; i++) light.Poll();
        Assert.False(light.MayBe(SensorCondition.Silent));
        Assert.True(light.MayBe(SensorCondition.Frozen));
        chip.Value = 251;
        light.Poll();
        Assert.False(light.MayBe(SensorCondition.Frozen));
    }

    [Fact]
    public void A_door_that_was_open_since_the_start_may_have_a_cut_wire_until_it_closes()
    {
        var pin = new FakePin(_time, high: true);
        var door = Add(new DoorContact(
            new SensorName("hall", "door/1", "doorContact"), new DoorContactConfig { Point = "door/1", Pin = 4 }, (pin, null),
            (new Metric("hall", "door/1/state", SparkplugDataType.String, 1), _ => { }
        ), null, null, _time));
        Hours(1);
        Assert.True(door.MayBe(SensorCondition.StuckOn));
        pin.Set(false);
        Hours(1);
        Assert.False(door.MayBe(SensorCondition.StuckOn));
        Assert.False(door.MayBe(SensorCondition.StuckOff));
    }

    private sealed class Lux : ILightSensor
    {
        public double? Value { get; set; }

        public bool TryRead(out double lux)
        {
            lux = Value ?? 0;
            return Value is not null;
        }
    }
}
