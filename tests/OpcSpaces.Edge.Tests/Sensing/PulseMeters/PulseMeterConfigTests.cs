using OpcSpaces.Edge.Sensing.PulseMeters;
using OpcSpaces.Edge.Tests.Sensing.Kinds;

namespace OpcSpaces.Edge.Tests.Sensing.PulseMeters;

/// <summary>The settings of a pulse meter.</summary>
public sealed class PulseMeterConfigTests
{
    [Fact]
    public void All_settings_are_read()
    {
        var config = PointFile.First<PulseMeterConfig>("""
            { "point": "meter/1", "sensor": "pulseMeter", "pin": 4, "pulsesPerKilowattHour": 800, "shortestGapMs": 20, "reportSeconds": 5, "startWattHours": 123456,
              "fuseAmperes": 63, "volts": 240, "phases": 3 }
            """);
        var expected = new PulseMeterConfig
        {
            Point = "meter/1",
            Pin = 4,
            PulsesPerKilowattHour = 800,
            ShortestGapMs = 20,
            ReportSeconds = 5,
            StartWattHours = 123456,
            FuseAmperes = 63,
            Volts = 240,
            Phases = 3,
        };
        Assert.Equal(expected, config);
    }

    [Theory]
    [InlineData("pulsesPerKilowattHour", """{ "point": "meter/9", "sensor": "pulseMeter", "pin": 30, "pulsesPerKilowattHour": 0 }""")]
    [InlineData("fuseAmperes", """{ "point": "meter/9", "sensor": "pulseMeter", "pin": 30, "fuseAmperes": 90000 }""")]
    [InlineData("volts", """{ "point": "meter/9", "sensor": "pulseMeter", "pin": 30, "volts": 230000 }""")]
    [InlineData("phases", """{ "point": "meter/9", "sensor": "pulseMeter", "pin": 30, "phases": 4 }""")]
    [InlineData("startWattHours", """{ "point": "meter/9", "sensor": "pulseMeter", "pin": 30, "startWattHours": -1 }""")]
    [InlineData("point", """{ "point": "meter/1", "sensor": "pulseMeter", "pin": 30 }""")]
    public void A_wrong_setting_is_a_fault_with_its_line(string setting, string point) => PointFile.AssertFault(setting, """{ "point": "meter/1", "sensor": "pulseMeter", "pin": 4 }""", point);

    [Theory]
    [InlineData("""{ "point": "meter/1", "sensor": "pulseMeter" }""")]
    [InlineData("""{ "point": "meter/1", "sensor": "pulseMeter", "pin": "four" }""")]
    public void A_pin_that_is_missing_or_no_number_is_one_fault_also_when_another_sensor_has_pin_0(string point) =>
        Assert.EndsWith(".pin", Assert.Single(PointFile.Faults("""{ "point": "desk/1", "sensor": "motion", "pin": 0 }""", point)).Path, StringComparison.Ordinal);
}
