using System.Device.Gpio;
using Microsoft.Extensions.Logging;
using OpcSpaces.Edge.Clock;
using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.RaspberryPi.Buses;
using OpcSpaces.Edge.RaspberryPi.Chips;
using OpcSpaces.Edge.RaspberryPi.Expanders;
using OpcSpaces.Edge.RaspberryPi.Gpio;
using OpcSpaces.Edge.RaspberryPi.LineEvents;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.Edge.RaspberryPi;

/// <summary>The pins and buses of the Raspberry Pi that the process runs on, for the driver <c>gpio</c>.</summary>
public static partial class RaspberryPiHardware
{
    private const string Devices = "/dev";

    /// <summary>Whether this machine has pins or buses at all. A developer's machine has none.</summary>
    public static bool IsThere() => IsThere(Devices);

    /// <summary>
    /// Opens the pins and buses that a configuration needs. Pins and chips themselves are opened by the agent. Both belong to the caller;
    /// the pins are disposed first, because expanders use the buses. Throws <see cref="NotSupportedException"/> when the machine has
    /// no pins or this program may not use them.
    /// </summary>
    public static (IPinController Pins, IBusController Buses) Open(GatewayConfig config, TimeProvider time, ILoggerFactory loggers)
    {
        var logger = loggers.CreateLogger("OpcSpaces.Edge.RaspberryPi");
        var slow = GatewayClock.ForSlowCalls(time);
        var buses = new RaspberryPiBuses(new LinuxBusDevices(), new ChipClock(slow));
        var needsBoard = config.ChoosePulls().Keys.Any(pin => pin < PinsConfig.MostBoardPins);
        var board = needsBoard ? OpenBoard(config, time, logger) : new NoPins();
        return (WithExpanders(config, board, buses, slow, logger), buses);
    }

    internal static bool IsThere(string devices) =>
        Directory.Exists(devices) && Directory.EnumerateFileSystemEntries(devices).Select(Path.GetFileName).Any(name =>
            name!.StartsWith("gpiochip", StringComparison.Ordinal) || name.StartsWith("i2c-", StringComparison.Ordinal) || name.StartsWith("spidev", StringComparison.Ordinal));

    internal static IPinController WithExpanders(GatewayConfig config, IPinController board, RaspberryPiBuses buses, TimeProvider slow, ILogger logger)
    {
        var pulls = config.ChoosePulls();
        return new BoardPins(board, [.. config.Pins.Expanders.Select(expander => (expander, new ExpanderPins(new Mcp23017(buses.OpenI2c(expander.Place()), PullUps(expander, pulls)), expander, slow, logger)))]);
    }

    private static ushort PullUps(ExpanderConfig expander, IReadOnlyDictionary<int, PinPull> pulls) =>
        (ushort)Enumerable.Range(0, ExpanderConfig.Inputs).Sum(input => pulls.GetValueOrDefault(expander.FirstPin + input) == PinPull.Up ? 1 << input : 0);

    private static IPinController OpenBoard(GatewayConfig config, TimeProvider time, ILogger logger)
    {
        var pulls = config.ChoosePulls();
        try
        {
            var device = OpenHeader(config.Pins.GpioChip);
            UsesLineEvents(logger, device.Path, device.Label);
            return new LinePins(device, pulls, time, logger);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            FallsBack(logger, e.Message);
        }

        try
        {
            return new GpioPins(new GpioController(), pulls, time, logger);
        }
        catch (Exception e) when (e is PlatformNotSupportedException or NotSupportedException or IOException or UnauthorizedAccessException or DllNotFoundException)
        {
            throw new NotSupportedException($"This machine has no pins that can be used: {e.Message}", e);
        }
    }

    // On model 5 the chip with the header was number 4 before Linux 6.6.45, and is number 0 since.
    private static GpioCharacterDevice OpenHeader(int? number)
    {
        if (number is { } wanted) return GpioCharacterDevice.Open($"{Devices}/gpiochip{wanted}");
        foreach (var path in Directory.GetFiles(Devices, "gpiochip*").Order(StringComparer.Ordinal))
        {
            var device = GpioCharacterDevice.Open(path);
            if (device.IsHeader) return device;
            device.Dispose();
        }

        throw new IOException($"no {Devices}/gpiochipN has the pins of a Raspberry Pi");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Pins by the line events of {Path} ({Label}): edges carry the kernel's time")]
    private static partial void UsesLineEvents(ILogger logger, string path, string label);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Pins without the kernel's line events, because {Reason}: edges are dated when they are handled, and a busy machine dates them late")]
    private static partial void FallsBack(ILogger logger, string reason);

    /// <summary>For a gateway that uses buses only.</summary>
    private sealed class NoPins : IPinController
    {
        public IInputPin OpenInput(int number) => throw new NotSupportedException("This gateway was opened without pins.");

        public void Dispose()
        {
            // Nothing was opened.
        }
    }
}
