using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Edge.Sensing.Sound;
using OpcSpaces.Edge.Tests.Sensing.Kinds;
using OpcSpaces.Edge.Tests.Sensing.Polling;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Sensing.Sound;

/// <summary>A sound level meter and its settings.</summary>
public sealed class SoundSensorTests : IDisposable
{
    private const string Meter = "\"sensor\": \"sound\", \"chip\": \"ads1115\", \"bus\": \"i2c-1\", \"address\": \"0x48\"";

    private readonly FakeTime _time = new();
    private readonly FakeChip _chip = new();
    private readonly List<float?> _decibels = [];
    private readonly BusPoller _poller;
    private readonly SoundSensor _sensor;

    public SoundSensorTests()
    {
        var config = new SoundConfig { Point = "env/1", Chip = "ads1115", Bus = "i2c-1", Address = 0x48 };
        var report = new ValueReport(new Metric("hall", "env/1/sound", SparkplugDataType.Float, 1), Take, TimeSpan.FromSeconds(config.SlowestReportSeconds), _time);
        _sensor = new SoundSensor(new SensorName("hall", "env/1", "sound"), config, _chip, report, null, _time);
        _poller = new BusPoller(_time);
        _poller.Add(_sensor);
    }

    public void Dispose() => _poller.Dispose();

    private void Take(MetricReading reading) => _decibels.Add(reading.Value.IsNull ? null : BitConverter.UInt32BitsToSingle((uint)reading.Value.Bits));

    private void Hear(double decibels, double seconds)
    {
        _chip.Decibels = decibels;
        _time.Advance(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public void A_minute_is_reported_as_the_level_of_the_same_energy()
    {
        Hear(40, 30);
        Hear(60, 31);
        // Half of a minute at a hundred times the energy: 3 dB less than 60.
        Assert.Equal(57, Assert.Single(_decibels)!.Value, 0.5);
    }

    [Fact]
    public void A_change_is_reported_when_it_is_three_decibels()
    {
        Hear(40, 60);
        Hear(42, 60);
        Hear(44, 60);
        Assert.Equal([40f, 44f], _decibels);
    }

    [Theory]
    [InlineData(0)] // unplugged
    [InlineData(165)] // a wire that touches the supply of 3.3 V
    [InlineData(double.NaN)]
    public void A_voltage_that_the_module_cannot_give_is_unknown(double decibels)
    {
        Hear(40, 60);
        Hear(decibels, 60);
        Assert.Equal([40f, null], _decibels);
        Assert.Equal(SensorCondition.Absurd, _sensor.Trouble!.Condition);
        Hear(50, 300);
        Assert.Equal(50f, _decibels[^1]);
    }

    [Fact]
    public void A_level_that_never_moves_is_frozen()
    {
        Hear(40, 13 * 3600);
        Assert.Equal(SensorCondition.Frozen, _sensor.Trouble!.Condition);
    }

    [Fact]
    public void All_settings_are_read()
    {
        var config = PointFile.First<SoundConfig>(
            $$"""{ "point": "env/1", {{Meter}}, "input": "2", "decibelsPerVolt": 45.5, "pollSeconds": 2, "reportSeconds": 30, "deadbandDecibels": 1.5, "slowestReportSeconds": 600, "soundOf": "room/1" }""",
            """{ "point": "room/1", "sensor": "motion", "pin": 4 }""");
        var expected = new SoundConfig
        {
            Point = "env/1",
            Chip = "ads1115",
            Bus = "i2c-1",
            Address = 0x48,
            Input = "2",
            DecibelsPerVolt = 45.5,
            PollSeconds = 2,
            ReportSeconds = 30,
            DeadbandDecibels = 1.5,
            SlowestReportSeconds = 600,
            SoundOf = "room/1",
        };
        Assert.Equal(expected, config);
    }

    [Theory]
    [InlineData("input", "\"input\": \"0-1\"")]
    [InlineData("decibelsPerVolt", "\"decibelsPerVolt\": 0")]
    [InlineData("pollSeconds", "\"pollSeconds\": 61")]
    [InlineData("reportSeconds", "\"pollSeconds\": 10, \"reportSeconds\": 5")]
    [InlineData("deadbandDecibels", "\"deadbandDecibels\": -1")]
    [InlineData("slowestReportSeconds", "\"slowestReportSeconds\": 5")]
    [InlineData("soundOf", "\"soundOf\": \"room/3\"")]
    public void A_wrong_setting_is_a_fault_with_its_line(string setting, string words) =>
        PointFile.AssertFault(setting, """{ "point": "room/1", "sensor": "motion", "pin": 4 }""", $$"""{ "point": "env/1", {{Meter}}, {{words}} }""");

    [Fact]
    public void Modules_and_clamps_share_a_converter_and_never_an_input()
    {
        var clamp = $$"""{ "point": "desk/1", "sensor": "powerMonitor", "chip": "ads1115", "bus": "i2c-1", "address": "0x48", "input": "0" }""";
        Assert.Equal("1", PointFile.First<SoundConfig>($$"""{ "point": "env/1", {{Meter}}, "input": "1" }""", clamp).Input);
        PointFile.AssertFault("address", clamp, $$"""{ "point": "env/1", {{Meter}}, "input": "0" }""");
    }
}
