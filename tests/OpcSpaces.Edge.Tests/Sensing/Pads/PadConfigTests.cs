using OpcSpaces.Edge.Sensing.Pads;
using OpcSpaces.Edge.Tests.Sensing.Kinds;

namespace OpcSpaces.Edge.Tests.Sensing.Pads;

/// <summary>The settings of a pad.</summary>
public sealed class PadConfigTests
{
    [Fact]
    public void All_settings_are_read() => Assert.Equal(
        new PadConfig { Point = "desk/1", Pin = 3, DebounceMs = 300, ActiveLow = true },
        PointFile.First<PadConfig>("""{ "point": "desk/1", "sensor": "pad", "pin": 3, "debounceMs": 300, "activeLow": true }"""));

    [Theory]
    [InlineData("debounceMs", """{ "point": "desk/9", "sensor": "pad", "pin": 30, "debounceMs": 100000 }""")]
    [InlineData("activeLow", """{ "point": "desk/9", "sensor": "pad", "pin": 30, "activeLow": "yes" }""")]
    [InlineData("point", """{ "point": "env/9", "sensor": "pad", "pin": 30 }""")]
    [InlineData("pin", """{ "point": "desk/9", "sensor": "pad", "pin": 30, "pin": 31 }""")]
    public void A_wrong_setting_is_a_fault_with_its_line(string setting, string point) => PointFile.AssertFault(setting, point);
}
