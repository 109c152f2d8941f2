using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Edge.Tests.Sensing.Polling;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Sensing.Climate;

public sealed class ClimateSensorTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly FakeChip _chip = new() { Air = new AirMeasurement(450, 22, 50) };
    private readonly List<string> _readings = [];
    private readonly BusPoller _poller;

    public ClimateSensorTests() => _poller = new BusPoller(_time);

    public void Dispose() => _poller.Dispose();

    private ClimateSensor Start(string chip)
    {
        var config = new ClimateConfig { Point = "env/1", Chip = chip, Bus = "i2c-1", Address = 98 };
        var reports = new ClimateReports(config.HasCo2 ? Report("co2") : null, Report("temperature"), Report("humidity"));
        var sensor = new ClimateSensor(new SensorName("hall", "env/1", "climate"), config, _chip, reports, null, _time);
        _poller.Add(sensor);
        return sensor;
    }

    private ValueReport Report(string what) =>
        new(new Metric("hall", $"env/1/{what}", SparkplugDataType.Float, 1), Take, TimeSpan.FromSeconds(900), _time);

    private void Take(MetricReading reading) =>
        _readings.Add($"{reading.Metric.Name} {(reading.Value.IsNull ? "unknown" : BitConverter.UInt32BitsToSingle((uint)reading.Value.Bits))}");

    private void Breathe(AirMeasurement air, double minutes = 2)
    {
        _chip.Air = air;
        _time.Advance(TimeSpan.FromMinutes(minutes));
    }

    [Fact]
    public void Each_quantity_is_reported_when_it_has_moved_by_its_own_deadband()
    {
        Start("scd4x");
        Breathe(new AirMeasurement(450, 22, 50));
        Breathe(new AirMeasurement(460, 22.1f, 52));
        Breathe(new AirMeasurement(480, 22.3f, 52));
        Assert.Equal(
            ["env/1/co2 450", "env/1/temperature 22", "env/1/humidity 50", "env/1/humidity 52", "env/1/co2 480", "env/1/temperature 22.3"], _readings);
    }

    [Fact]
    public void A_chip_that_does_not_measure_carbon_dioxide_is_sound_without_it()
    {
        var sensor = Start("bme280");
        Breathe(new AirMeasurement(null, 22, 50));
        Assert.Equal(["env/1/temperature 22", "env/1/humidity 50"], _readings);
        Assert.Null(sensor.Trouble);
    }

    [Theory]
    [InlineData(0f, 22, 50)]
    [InlineData(65_535f, 22, 50)]
    [InlineData(450f, -45, 50)]
    [InlineData(450f, 130, 50)]
    [InlineData(450f, 22, 104)]
    [InlineData(450f, 22, float.NaN)]
    [InlineData(null, 22, 50)]
    public void A_value_outside_the_data_sheet_is_unknown(float? co2, float temperature, float humidity)
    {
        var sensor = Start("scd4x");
        Breathe(new AirMeasurement(450, 22, 50));
        _readings.Clear();
        Breathe(new AirMeasurement(co2, temperature, humidity), minutes: 10);
        Assert.Equal(["env/1/co2 unknown", "env/1/temperature unknown", "env/1/humidity unknown"], _readings);
        Assert.Equal(SensorCondition.Absurd, sensor.Trouble!.Condition);
    }
}
