using System.Collections.Concurrent;
using System.Device.I2c;
using System.Device.Spi;
using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace OpcSpaces.Edge.RaspberryPi.Testing;

/// <summary>
/// Simulated buses at a Unix-domain socket, for gateways with <c>pins.busSocket</c>. An I²C bus may have a multiplexer (TCA9548A): chips
/// behind it answer while their channel is open. At an address without a chip a transfer fails, as on a real bus.
/// </summary>
public sealed class BusServer : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    // Guards everything below; held during a transfer.
    private readonly Lock _gate = new();
    private readonly Dictionary<(int Bus, int Address), I2cDevice> _chips = [];
    private readonly Dictionary<(int Bus, int Address, int Channel), I2cDevice> _hidden = [];
    private readonly Dictionary<(int Bus, int Select), SpiDevice> _spi = [];
    private readonly Dictionary<int, (int Address, byte Open)> _multiplexers = [];
    private readonly HashSet<Socket> _connections = [];

    private BusServer(string socketPath)
    {
        _listener.Bind(new UnixDomainSocketEndPoint(socketPath));
        _listener.Listen(16);
        _accepting = AcceptAsync();
    }

    /// <summary>What no chip should throw: bugs of a simulated chip, or transfers that a real one would not understand.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    public static BusServer Start(string socketPath) => new(socketPath);

    public void AddI2c(int bus, int address, I2cDevice chip)
    {
        lock (_gate) _chips[(bus, address)] = chip;
    }

    /// <summary>A multiplexer on the bus, without an open channel.</summary>
    public void AddMultiplexer(int bus, int address)
    {
        lock (_gate) _multiplexers[bus] = (address, 0);
    }

    /// <summary>A chip behind a channel of the bus's multiplexer.</summary>
    public void AddBehind(int bus, int channel, int address, I2cDevice chip)
    {
        lock (_gate) _hidden[(bus, address, channel)] = chip;
    }

    public void AddSpi(int bus, int chipSelect, SpiDevice chip)
    {
        lock (_gate) _spi[(bus, chipSelect)] = chip;
    }

    /// <summary>Changes chips between two transfers.</summary>
    public void Change(Action change)
    {
        lock (_gate) change();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        lock (_gate)
        {
            foreach (var connection in _connections) connection.Dispose();
        }

        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptAsync(_stop.Token);
                lock (_gate) _connections.Add(socket);
                // A thread of its own: a sampled chip is asked a thousand times a second, and waiting for a pool thread would show in its samples.
                new Thread(() => Serve(socket)) { IsBackground = true, Name = "buses" }.Start();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private void Serve(Socket socket)
    {
        try
        {
            using var stream = new NetworkStream(socket, ownsSocket: true);
            using var reader = new StreamReader(stream, Encoding.ASCII);
            while (reader.ReadLine() is { } line) stream.Write(Encoding.ASCII.GetBytes(Answer(line) + "\n"));
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // The gateway has gone.
        }

        lock (_gate) _connections.Remove(socket);
    }

    private string Answer(string line)
    {
        try
        {
            lock (_gate) return $"ok {Hex(Transfer(line.Split(' ')))}";
        }
        catch (IOException e)
        {
            return $"error {e.Message}";
        }
        catch (Exception e)
        {
            Faults.Enqueue($"{line}: {e}");
            return $"error {e.GetType().Name}";
        }
    }

    private byte[] Transfer(string[] words)
    {
        switch (words)
        {
            case ["i2c", var bus, var address, var sent, var count]:
                return I2c(Number(bus), Number(address), Bytes(sent), Number(count));
            case ["spi", var bus, var select, var sent]:
                var got = new byte[Bytes(sent).Length];
                // Without a chip the line floats.
                if (_spi.TryGetValue((Number(bus), Number(select)), out var chip)) chip.TransferFullDuplex(Bytes(sent), got);
                else got.AsSpan().Fill(0xFF);
                return got;
            default:
                throw new InvalidOperationException("This is not a transfer.");
        }
    }

    private byte[] I2c(int bus, int address, byte[] sent, int count)
    {
        var got = new byte[count];
        if (_multiplexers.TryGetValue(bus, out var multiplexer) && multiplexer.Address == address)
        {
            if (sent.Length > 0) _multiplexers[bus] = (address, sent[^1]);
            got.AsSpan().Fill(_multiplexers[bus].Open);
            return got;
        }

        var chip = Find(bus, address, multiplexer.Open) ?? throw new IOException("Error 121 performing I2C data transfer.");
        if (count == 0) chip.Write(sent);
        else if (sent.Length == 0) chip.Read(got);
        else chip.WriteRead(sent, got);
        return got;
    }

    private I2cDevice? Find(int bus, int address, byte open)
    {
        if (_chips.TryGetValue((bus, address), out var chip)) return chip;
        for (var channel = 0; channel < 8; channel++)
        {
            if ((open & (1 << channel)) != 0 && _hidden.TryGetValue((bus, address, channel), out var hidden)) return hidden;
        }

        return null;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static byte[] Bytes(string hex) => hex == "-" ? [] : Convert.FromHexString(hex);

    private static string Hex(byte[] bytes) => bytes.Length == 0 ? "-" : Convert.ToHexString(bytes);
}
