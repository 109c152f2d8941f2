using OpcSpaces.Edge.Sensing.Wiegand;
using OpcSpaces.Edge.Tests.Sensing.Kinds;

namespace OpcSpaces.Edge.Tests.Sensing.Wiegand;

/// <summary>The settings of a Wiegand reader.</summary>
public sealed class WiegandConfigTests
{
    [Fact]
    public void All_settings_are_read()
    {
        var config = PointFile.First<WiegandConfig>("""{ "point": "door/1", "sensor": "wiegand", "data0Pin": 7, "data1Pin": 8, "bits": 26, "facilityCodes": [17, 18] }""");
        Assert.Equal(("door/1", 7, 8, 26), (config.Point, config.Data0Pin, config.Data1Pin, config.Bits));
        Assert.Equal([17, 18], config.FacilityCodes);
        Assert.Equal(WiegandConfig.Auto, PointFile.First<WiegandConfig>("""{ "point": "door/1", "sensor": "wiegand", "data0Pin": 7, "data1Pin": 8, "bits": "auto" }""").Bits);
    }

    [Theory]
    [InlineData("data0Pin", """{ "point": "door/9", "sensor": "wiegand", "data0Pin": 7, "data1Pin": 30 }""")]
    [InlineData("data1Pin", """{ "point": "door/9", "sensor": "wiegand", "data0Pin": 30, "data1Pin": 30 }""")]
    [InlineData("bits", """{ "point": "door/9", "sensor": "wiegand", "data0Pin": 30, "data1Pin": 31, "bits": 37 }""")]
    [InlineData("bits", """{ "point": "door/9", "sensor": "wiegand", "data0Pin": 30, "data1Pin": 31, "bits": "long" }""")]
    [InlineData("facilityCodes[1]", """{ "point": "door/9", "sensor": "wiegand", "data0Pin": 30, "data1Pin": 31, "bits": 26, "facilityCodes": [17, 300] }""")]
    public void A_wrong_setting_is_a_fault_with_its_line(string setting, string point) => PointFile.AssertFault(setting, """{ "point": "desk/1", "sensor": "motion", "pin": 7 }""", point);
}
