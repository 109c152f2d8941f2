using System.Device.I2c;
using OpcSpaces.Edge.RaspberryPi.Buses;

namespace OpcSpaces.Edge.RaspberryPi.Tests.Buses;

/// <summary>Chips with one address behind the channels of multiplexers: each transfer reaches its own chip, and no other.</summary>
public sealed class I2cWireTests : IDisposable
{
    private readonly SimulatedBusDevices _bus = new();
    private readonly I2cWire _wire;

    public I2cWireTests()
    {
        _wire = new I2cWire(1, _bus);
        _bus.AddMultiplexer(0x70);
        _bus.AddMultiplexer(0x71);
        _bus.AddChip("root", 0x48);
        _bus.AddChip("a0", 0x62, 0x70, 0);
        _bus.AddChip("a3", 0x62, 0x70, 3);
        _bus.AddChip("b3", 0x62, 0x71, 3);
    }

    public void Dispose() => _wire.Dispose();

    private string Reach(I2cDevice chip)
    {
        chip.WriteRead([0x00], new byte[1]);
        return _bus.Reached[^1];
    }

    [Fact]
    public void Each_transfer_reaches_its_own_chip_and_only_one_channel_is_open()
    {
        var (a0, a3, b3, root) = (_wire.Open(0x62, (0x70, 0)), _wire.Open(0x62, (0x70, 3)), _wire.Open(0x62, (0x71, 3)), _wire.Open(0x48, null));
        foreach (var (chip, name) in ((I2cDevice, string)[])[(a0, "a0"), (a3, "a3"), (b3, "b3"), (root, "root"), (a0, "a0"), (b3, "b3"), (a3, "a3")])
        {
            Assert.Equal(name, Reach(chip));
            chip.Write([0x01, 0x02]);
            chip.Read(new byte[2]);
            Assert.Equal([name, name], _bus.Reached.TakeLast(2));
        }
    }

    [Fact]
    public void Opening_transfers_nothing()
    {
        _wire.Open(0x62, (0x70, 0));
        Assert.Empty(_bus.Selections);
        Assert.Equal(["i2c-1 0x70", "i2c-1 0x62"], _bus.Opened);
    }

    [Fact]
    public void A_channel_is_selected_once_while_it_is_used()
    {
        var chip = _wire.Open(0x62, (0x70, 3));
        for (var i = 0; i < 5; i++) Reach(chip);
        Assert.Equal(["70:08"], _bus.Selections);
    }

    [Fact]
    public void A_multiplexer_with_two_open_channels_at_the_start_is_put_right()
    {
        _bus.AddMultiplexer(0x70, open: 0x09);
        Assert.Equal("a3", Reach(_wire.Open(0x62, (0x70, 3))));
    }

    [Fact]
    public void A_multiplexer_that_does_not_answer_is_no_answer_of_the_chip_and_never_a_reading_of_another()
    {
        var (a0, a3) = (_wire.Open(0x62, (0x70, 0)), _wire.Open(0x62, (0x70, 3)));
        Reach(a0);
        _bus.Dead.Add(0x70);
        Assert.Throws<IOException>(() => Reach(a3));
        _bus.Dead.Clear();
        Assert.Equal("a3", Reach(a3));
    }

    [Fact]
    public void A_multiplexer_that_was_reset_is_selected_again_after_one_transfer_without_an_answer()
    {
        var chip = _wire.Open(0x62, (0x70, 3));
        Reach(chip);
        _bus.Reset(0x70);
        Assert.Throws<IOException>(() => Reach(chip));
        Assert.Equal("a3", Reach(chip));
    }

    [Fact]
    public void A_dead_multiplexer_does_not_stop_the_chips_of_another()
    {
        var (a0, b3) = (_wire.Open(0x62, (0x70, 0)), _wire.Open(0x62, (0x71, 3)));
        Reach(a0);
        _bus.Dead.Add(0x70);
        Assert.Equal("b3", Reach(b3));
    }

    [Fact]
    public void Chips_of_different_channels_share_one_file_of_the_kernel()
    {
        _wire.Open(0x62, (0x70, 0));
        _wire.Open(0x62, (0x70, 3));
        Assert.Equal(["i2c-1 0x70", "i2c-1 0x62"], _bus.Opened);
        _wire.Dispose();
        Assert.Equal(2, _bus.Disposed);
    }

    [Fact]
    public async Task Selection_and_transfer_stay_together_when_two_threads_use_the_bus()
    {
        var (a0, b3) = (_wire.Open(0x62, (0x70, 0)), _wire.Open(0x62, (0x71, 3)));
        await Task.WhenAll(Task.Run(() => Many(a0)), Task.Run(() => Many(b3)));
        Assert.Equal(1000, _bus.Reached.Count(name => name == "a0"));
        Assert.Equal(1000, _bus.Reached.Count(name => name == "b3"));

        static void Many(I2cDevice chip)
        {
            for (var i = 0; i < 1000; i++) chip.Write([0x00]);
        }
    }
}
