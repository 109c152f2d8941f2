using System.Net.Sockets;
using OpcSpaces.Edge.RaspberryPi.Buses;
using OpcSpaces.Edge.RaspberryPi.Testing;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.RaspberryPi.Tests.Buses;

/// <summary>Simulated buses behind a socket: transfers of both kinds, and everything that can be wrong with the other end.</summary>
public sealed class SocketBusDevicesTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("buses");
    private readonly SocketBusDevices _devices;

    public SocketBusDevicesTests() => _devices = new SocketBusDevices(_directory.File("s"));

    public void Dispose()
    {
        _devices.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_transfer_reaches_its_chip_and_brings_its_bytes()
    {
        await using var server = BusServer.Start(_directory.File("s"));
        var chip = new SimulatedI2c();
        chip.Set(0x10, 0xAB, 0xCD);
        server.AddI2c(1, 0x40, chip);
        var device = _devices.OpenI2c(1, 0x40);
        Span<byte> got = stackalloc byte[2];
        device.WriteRead([0x10], got);
        Assert.Equal("ABCD", Convert.ToHexString(got));
        device.Write([0x20, 0x07]);
        Assert.Equal(7, chip.Registers[0x20]);
        device.Write([0x11]);
        Assert.Equal(0xCD, device.ReadByte());
        Assert.Empty(server.Faults);
    }

    [Fact]
    public async Task Bytes_are_exchanged_on_SPI()
    {
        await using var server = BusServer.Start(_directory.File("s"));
        server.AddSpi(0, 1, new Mfrc522Spi(new SimulatedMfrc522()));
        var got = new byte[2];
        _devices.OpenSpi(0, 1, 1_000_000).TransferFullDuplex([0x80 | (0x37 << 1), 0], got);
        Assert.Equal(0x92, got[1]);
        // Nobody pulls the line down.
        _devices.OpenSpi(0, 0, 1_000_000).Read(got);
        Assert.Equal([0xFF, 0xFF], got);
    }

    [Fact]
    public async Task An_address_without_a_chip_fails_as_on_a_real_bus_and_the_next_transfer_works()
    {
        await using var server = BusServer.Start(_directory.File("s"));
        server.AddI2c(1, 0x40, new SimulatedI2c());
        Assert.StartsWith("Error 121", Assert.Throws<IOException>(() => _devices.OpenI2c(1, 0x41).ReadByte()).Message, StringComparison.Ordinal);
        Assert.Equal(0, _devices.OpenI2c(1, 0x40).ReadByte());
    }

    [Fact]
    public async Task Chips_behind_a_multiplexer_answer_while_their_channel_is_open()
    {
        await using var server = BusServer.Start(_directory.File("s"));
        var (left, right) = (new SimulatedI2c(), new SimulatedI2c());
        (left.Registers[0], right.Registers[0]) = (1, 2);
        server.AddMultiplexer(1, 0x70);
        server.AddBehind(1, 0, 0x29, left);
        server.AddBehind(1, 3, 0x29, right);
        using var wire = new I2cWire(1, _devices);
        var (first, second) = (wire.Open(0x29, (0x70, 0)), wire.Open(0x29, (0x70, 3)));
        Assert.Equal([1, 2, 1], new[] { first.ReadByte(), second.ReadByte(), first.ReadByte() }.Select(value => (int)value));
    }

    [Fact]
    public async Task Opening_transfers_nothing_and_a_server_that_comes_later_or_again_is_found()
    {
        var device = _devices.OpenI2c(1, 0x40);
        Assert.Contains("do not answer", Assert.Throws<IOException>(() => device.ReadByte()).Message, StringComparison.Ordinal);
        for (var time = 0; time < 2; time++)
        {
            File.Delete(_directory.File("s"));
            await using var server = BusServer.Start(_directory.File("s"));
            server.AddI2c(1, 0x40, new SimulatedI2c());
            if (time > 0) Assert.Throws<IOException>(() => device.ReadByte());
            Assert.Equal(0, device.ReadByte());
        }
    }

    [Theory]
    [InlineData("ok AB\n")]
    [InlineData("ok XYZQ\n")]
    [InlineData("ok -\n")]
    [InlineData("yes\n")]
    [InlineData("\n")]
    [InlineData("")]
    public async Task An_answer_that_is_none_is_a_failed_transfer(string answer)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(_directory.File("s")));
        listener.Listen();
        var serving = Task.Run(async () =>
        {
            using var socket = await listener.AcceptAsync();
            await socket.ReceiveAsync(new byte[100]);
            await socket.SendAsync(System.Text.Encoding.ASCII.GetBytes(answer));
            socket.Shutdown(SocketShutdown.Both);
        });
        Assert.Throws<IOException>(() => _devices.OpenI2c(1, 0x40).WriteRead([0], new byte[2]));
        await serving;
    }

    [Theory]
    [InlineData(1 << 20, 0)]
    // Byte by byte, each before the socket's own time limit.
    [InlineData(1, 500)]
    public async Task An_answer_without_an_end_is_a_failed_transfer_and_is_not_kept(int bytes, int pauseMs)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(_directory.File("s")));
        listener.Listen();
        var serving = Task.Run(async () =>
        {
            using var socket = await listener.AcceptAsync();
            var sent = 0L;
            try
            {
                for (var piece = Enumerable.Repeat((byte)'A', bytes).ToArray(); ; sent += piece.Length)
                {
                    await socket.SendAsync(piece);
                    if (pauseMs > 0) await Task.Delay(pauseMs);
                }
            }
            catch (SocketException)
            {
                return sent;
            }
        });
        var error = Assert.Throws<IOException>(() => _devices.OpenI2c(1, 0x40).ReadByte());
        Assert.Contains("do not answer", error.Message, StringComparison.Ordinal);
        Assert.InRange(await serving, 0, 16 << 20);
    }

    [Fact]
    public async Task A_fault_of_many_words_is_cut()
    {
        await using var server = BusServer.Start(_directory.File("s"));
        server.AddI2c(1, 0x40, new Wordy());
        Assert.Equal(200, Assert.Throws<IOException>(() => _devices.OpenI2c(1, 0x40).ReadByte()).Message.Length);
    }

    private sealed class Wordy : SimulatedI2c
    {
        protected override void OnRead(Span<byte> bytes) => throw new IOException(new string('x', 5000));
    }
}
