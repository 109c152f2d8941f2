using OpcSpaces.Edge.Sensing.CardReaders;
using OpcSpaces.Edge.Tests.Sensing.Kinds;

namespace OpcSpaces.Edge.Tests.Sensing.CardReaders;

/// <summary>The settings of a contactless card reader.</summary>
public sealed class CardReaderConfigTests
{
    [Fact]
    public void All_settings_are_read() => Assert.Equal(
        new CardReaderConfig { Point = "door/3", Chip = "mfrc522", Bus = "spi-0", Address = 0, PollMs = 100, ReleaseMs = 1000 },
        PointFile.First<CardReaderConfig>("""{ "point": "door/3", "sensor": "cardReader", "chip": "mfrc522", "bus": "spi-0", "address": 0, "pollMs": 100, "releaseMs": 1000 }"""));

    [Theory]
    [InlineData("releaseMs", """{ "point": "door/9", "sensor": "cardReader", "chip": "mfrc522", "bus": "spi-0", "address": 1, "pollMs": 250, "releaseMs": 250 }""")]
    [InlineData("pollMs", """{ "point": "door/9", "sensor": "cardReader", "chip": "mfrc522", "bus": "spi-0", "address": 1, "pollMs": 2147483647 }""")]
    [InlineData("point", """{ "point": "door/1", "sensor": "cardReader", "chip": "mfrc522", "bus": "spi-0", "address": 1 }""")]
    [InlineData("point", """{ "point": "desk/9", "sensor": "cardReader", "chip": "mfrc522", "bus": "spi-0", "address": 1 }""")]
    public void A_wrong_setting_is_a_fault_with_its_line(string setting, string point) => PointFile.AssertFault(setting, """{ "point": "door/1", "sensor": "wiegand", "data0Pin": 7, "data1Pin": 8 }""", point);
}
