using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Sensing.Light;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Edge.Tests.Sensing.Kinds;
using OpcSpaces.Edge.Tests.Sensing.Polling;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Sensing.Light;

/// <summary>A light sensor and its settings.</summary>
public sealed class LightSensorTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly FakeChip _chip = new();
    private readonly List<float?> _lux = [];
    private readonly BusPoller _poller;
    private readonly LightSensor _sensor;

    public LightSensorTests()
    {
        var config = new LightConfig { Point = "env/1", Chip = "bh1750", Bus = "i2c-1", Address = 0x23 };
        var report = new ValueReport(new Metric("hall", "env/1/illuminance", SparkplugDataType.Float, 1), Take, TimeSpan.FromSeconds(config.SlowestReportSeconds), _time);
        _sensor = new LightSensor(new SensorName("hall", "env/1", "light"), config, _chip, report, null, _time);
        _poller = new BusPoller(_time);
        _poller.Add(_sensor);
    }

    public void Dispose() => _poller.Dispose();

    private void Take(MetricReading reading) => _lux.Add(reading.Value.IsNull ? null : BitConverter.UInt32BitsToSingle((uint)reading.Value.Bits));

    private void Shine(double lux, double minutes)
    {
        _chip.Lux = lux;
        _time.Advance(TimeSpan.FromMinutes(minutes));
    }

    [Fact]
    public void A_change_is_reported_when_it_is_a_tenth_and_ten_lux()
    {
        Shine(500, 2);
        Shine(540, 2);
        Shine(560, 2);
        Shine(4, 2);
        Shine(9, 2);
        Assert.Equal([500f, 560f, 4f], _lux);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(70_000)]
    // The end of the range, as of a bus that reads as all 1.
    [InlineData(65_535 / 1.2)]
    [InlineData(double.NaN)]
    public void A_value_that_the_chip_cannot_measure_is_unknown(double lux)
    {
        Shine(500, 2);
        Shine(lux, 10);
        Assert.Equal([500f, null], _lux);
        Assert.Equal(SensorCondition.Absurd, _sensor.Trouble!.Condition);
    }

    [Fact]
    public void A_dark_room_is_not_frozen_and_a_light_that_never_changes_is()
    {
        Shine(0.83, 24 * 60);
        Assert.Null(_sensor.Trouble);
        Shine(500, 13 * 60);
        Assert.Equal(SensorCondition.Frozen, _sensor.Trouble!.Condition);
    }

    [Fact]
    public void A_silent_chip_says_why_until_it_answers_again()
    {
        _chip.Error = new IOException("Error 121 performing I2C data transfer.");
        Shine(500, 10);
        Assert.Equal((SensorCondition.Silent, "Error 121 performing I2C data transfer."), (_sensor.Trouble!.Condition, _sensor.Trouble.Reason));
        (_chip.Error, _chip.IsSilent) = (null, true);
        Shine(500, 10);
        Assert.Equal((SensorCondition.Silent, (string?)null), (_sensor.Trouble!.Condition, _sensor.Trouble.Reason));
        _chip.IsSilent = false;
        Shine(500, 10);
        Assert.Equal(SensorCondition.Sound, _sensor.Trouble!.Condition);
    }

    [Fact]
    public void All_settings_are_read()
    {
        var config = PointFile.First<LightConfig>("""
            { "point": "env/1", "sensor": "light", "chip": "bh1750", "bus": "i2c-1", "address": "0x5C", "reportSeconds": 30, "deadbandLux": 5, "deadbandPercent": 20, "slowestReportSeconds": 600, "lightOf": "room/1" }
            """, """{ "point": "room/1", "sensor": "motion", "pin": 4 }""");
        var expected = new LightConfig { Point = "env/1", Chip = "bh1750", Bus = "i2c-1", Address = 92, ReportSeconds = 30, DeadbandLux = 5, DeadbandPercent = 20, SlowestReportSeconds = 600, LightOf = "room/1" };
        Assert.Equal(expected, config);
    }

    [Theory]
    [InlineData("reportSeconds", """{ "point": "env/9", "sensor": "light", "chip": "bh1750", "bus": "i2c-2", "address": 35, "reportSeconds": 0 }""")]
    [InlineData("slowestReportSeconds", """{ "point": "env/9", "sensor": "light", "chip": "bh1750", "bus": "i2c-2", "address": 35, "slowestReportSeconds": 5 }""")]
    [InlineData("lightOf", """{ "point": "env/9", "sensor": "light", "chip": "bh1750", "bus": "i2c-2", "address": 35, "lightOf": "room/3" }""")]
    [InlineData("point", """{ "point": "desk/9", "sensor": "light", "chip": "bh1750", "bus": "i2c-2", "address": 35 }""")]
    public void A_wrong_setting_is_a_fault_with_its_line(string setting, string point) => PointFile.AssertFault(setting, """{ "point": "env/1", "sensor": "light", "chip": "bh1750", "bus": "i2c-1", "address": 35 }""", point);

    [Fact]
    public void Light_is_that_of_a_desk_only_where_it_is_the_only_one()
    {
        var light = """{ "point": "env/1", "sensor": "light", "chip": "bh1750", "bus": "i2c-1", "address": 35, "lightOf": "desk/1" }""";
        var desk = """{ "point": "desk/1", "sensor": "motion", "pin": 4 }""";
        Assert.Equal("desk/1", PointFile.First<LightConfig>(light, desk).LightOf);
        PointFile.AssertFault("lightOf", desk, """{ "point": "desk/2", "sensor": "motion", "pin": 5 }""", light);
    }
}
