using Microsoft.Extensions.Logging.Abstractions;
using Moq;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.RaspberryPi.Buses;
using OpcSpaces.Edge.RaspberryPi.Chips;
using OpcSpaces.Edge.RaspberryPi.Testing;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.RaspberryPi.Tests;

/// <summary>How a configuration becomes pins and buses.</summary>
public sealed class RaspberryPiHardwareTests
{
    private static GatewayConfig Config(string points) => GatewayConfigFile.Parse($$"""
        { "group": "hub", "gateway": "gw", "dataDirectory": "/data",
          "pins": { "driver": "gpio", "gpioChip": 63, "expanders": [ { "bus": "i2c-1", "address": "0x20", "firstPin": 100 } ] },
          "zones": [ { "id": "hall", "points": [ {{points}} ] } ] }
        """);

    [Theory]
    [InlineData("gpiochip0", true)]
    [InlineData("i2c-1", true)]
    [InlineData("spidev0.0", true)]
    [InlineData("ttyS0", false)]
    public void A_machine_has_hardware_when_it_is_a_board_with_one_of_its_devices(string device, bool isThere)
    {
        using var directory = new TemporaryDirectory("dev");
        var model = directory.File("model");
        Assert.False(RaspberryPiHardware.IsThere(directory.FullPath, model));
        File.WriteAllText(directory.File(device), "");
        // A PC has no device tree.
        Assert.False(RaspberryPiHardware.IsThere(directory.FullPath, model));
        File.WriteAllText(model, "Raspberry Pi 4 Model B Rev 1.5");
        Assert.Equal(isThere, RaspberryPiHardware.IsThere(directory.FullPath, model));
        Assert.False(RaspberryPiHardware.IsThere(directory.File("nowhere"), model));
    }

    [Fact]
    public void Pins_of_an_expander_come_from_it_with_their_resistors_and_the_others_from_the_board()
    {
        var chip = new SimulatedI2c();
        chip.Set(0x12, 0x04, 0x00);
        var devices = new Mock<IBusDevices>();
        devices.Setup(it => it.OpenI2c(1, 0x20)).Returns(chip);
        var (board, onBoard) = (new Mock<IPinController>(), new Mock<IInputPin>());
        board.Setup(it => it.OpenInput(7)).Returns(onBoard.Object);
        var time = new FakeTime();
        var config = Config("""
            { "point": "desk/1", "sensor": "motion", "pin": 102 }, { "point": "desk/2", "sensor": "motion", "pin": 7 },
            { "point": "door/1", "sensor": "doorContact", "pin": 109 }
            """);
        using var pins = RaspberryPiHardware.WithExpanders(config, board.Object, new RaspberryPiBuses(devices.Object, new ChipClock(time)), time, NullLogger.Instance);
        Assert.Same(onBoard.Object, pins.OpenInput(7));
        Assert.True(pins.OpenInput(102).Read());
        Assert.False(pins.OpenInput(109).Read());
        // The door contact alone needs a pull-up: GPB1.
        Assert.Contains("0A40400002", chip.Writes);
        pins.Dispose();
        board.Verify(it => it.Dispose(), Times.Once);
    }

    [Fact]
    public void A_chip_that_was_asked_for_and_is_not_there_is_refused_and_never_replaced_by_another()
    {
        // No machine has a 64th GPIO chip.
        var error = Assert.Throws<NotSupportedException>(() => RaspberryPiHardware.Open(Config("""{ "point": "desk/1", "sensor": "motion", "pin": 7 }"""), TimeProvider.System, NullLoggerFactory.Instance));
        Assert.StartsWith("/dev/gpiochip63 cannot be used", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30, true, "the battery clock shows 2026-03-02 08:00:00 UTC, and the system's clock is 30 s ahead")]
    [InlineData(-86_400, false, "the battery clock shows 2026-03-02 08:00:00 UTC, and the system's clock is 86400 s behind")]
    public void The_systems_clock_is_compared_with_the_battery_clock(int secondsAhead, bool agrees, string words)
    {
        var chip = new SimulatedI2c();
        chip.Set(0x00, 0x00, 0x00, 0x08, 0x01, 0x02, 0x03, 0x26);
        var hardware = new RaspberryPiHardware(Mock.Of<IPinController>(), Mock.Of<IBusController>(), new Ds3231Clock(chip));
        Assert.Equal((agrees, words), hardware.CompareClocks(new FakeTime(FakeTime.Start.AddSeconds(secondsAhead))));
    }

    [Fact]
    public void A_battery_clock_that_has_stopped_does_not_agree_and_without_one_nothing_is_said()
    {
        var chip = new SimulatedI2c { IsGone = true };
        var time = new FakeTime();
        Assert.False(new RaspberryPiHardware(Mock.Of<IPinController>(), Mock.Of<IBusController>(), new Ds3231Clock(chip)).CompareClocks(time)!.Value.Agrees);
        Assert.Null(new RaspberryPiHardware(Mock.Of<IPinController>(), Mock.Of<IBusController>(), null).CompareClocks(time));
    }
}
