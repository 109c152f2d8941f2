using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Tests.Sensing.Kinds;

namespace OpcSpaces.Edge.Tests.Sensing.Climate;

/// <summary>The settings of a climate sensor.</summary>
public sealed class ClimateConfigTests
{
    [Fact]
    public void All_settings_are_read()
    {
        var config = PointFile.First<ClimateConfig>("""
            { "point": "env/1", "sensor": "climate", "chip": "scd4x", "bus": "i2c-1", "address": "0x62", "reportSeconds": 30, "co2DeadbandPpm": 50,
              "temperatureDeadbandCelsius": 0.5, "humidityDeadbandPercent": 2, "slowestReportSeconds": 600, "airOf": "room/1", "cubicMetres": 62.5 }
            """, """{ "point": "room/1", "sensor": "motion", "pin": 4 }""");
        var expected = new ClimateConfig
        {
            Point = "env/1",
            Chip = "scd4x",
            Bus = "i2c-1",
            Address = 98,
            ReportSeconds = 30,
            Co2DeadbandPpm = 50,
            TemperatureDeadbandCelsius = 0.5,
            HumidityDeadbandPercent = 2,
            SlowestReportSeconds = 600,
            AirOf = "room/1",
            CubicMetres = 62.5,
        };
        Assert.Equal(expected, config);
    }

    [Theory]
    [InlineData("point", """{ "point": "env/1", "sensor": "climate", "chip": "scd4x", "bus": "i2c-2", "address": 98 }""")]
    [InlineData("reportSeconds", """{ "point": "env/9", "sensor": "climate", "chip": "scd4x", "bus": "i2c-2", "address": 98, "reportSeconds": 1 }""")]
    [InlineData("bus", """{ "point": "env/9", "sensor": "climate", "chip": "sht4x", "bus": "spi-0", "address": 0 }""")]
    [InlineData("bus", """{ "point": "env/9", "sensor": "climate", "chip": "scd4x", "bus": "spi-0", "address": 1 }""")]
    public void A_wrong_setting_is_a_fault_with_its_line(string setting, string point) => PointFile.AssertFault(setting, """{ "point": "env/1", "sensor": "climate", "chip": "scd4x", "bus": "i2c-1", "address": 98 }""", point);

    [Theory]
    [InlineData("airOf", "\"chip\": \"scd4x\", \"airOf\": \"room/2\"")]
    [InlineData("airOf", "\"chip\": \"sht4x\", \"airOf\": \"room/1\"")]
    [InlineData("reportSeconds", "\"chip\": \"scd4x\", \"airOf\": \"room/1\", \"reportSeconds\": 300")]
    [InlineData("cubicMetres", "\"chip\": \"scd4x\", \"airOf\": \"room/1\", \"cubicMetres\": 1")]
    [InlineData("cubicMetres", "\"chip\": \"scd4x\", \"cubicMetres\": 60")]
    public void Air_is_evidence_for_a_place_that_has_a_presence_sensor(string setting, string settings) => PointFile.AssertFault(
        setting, """{ "point": "room/1", "sensor": "motion", "pin": 4 }""", $$"""{ "point": "env/1", "sensor": "climate", "bus": "i2c-1", "address": 98, {{settings}} }""");

    [Fact]
    public void Air_is_that_of_a_desk_only_where_it_is_the_only_one()
    {
        var climate = """{ "point": "env/1", "sensor": "climate", "chip": "scd4x", "bus": "i2c-1", "address": 98, "airOf": "desk/1" }""";
        var desk = """{ "point": "desk/1", "sensor": "motion", "pin": 4 }""";
        Assert.Equal("desk/1", PointFile.First<ClimateConfig>(climate, desk).AirOf);
        PointFile.AssertFault("airOf", desk, """{ "point": "desk/2", "sensor": "motion", "pin": 5 }""", climate);
    }
}
