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

/// <summary>The pins and buses of the Raspberry Pi that the process runs on, for the driver <c>gpio</c>. They belong to the caller, who disposes the pins first, because expanders use the buses.</summary>
public sealed partial class RaspberryPiHardware
{
    private const string Devices = "/dev";

    // A clock with a battery and a clock that is set over the network differ by less.
    private static readonly TimeSpan Agrees = TimeSpan.FromMinutes(1);

    private readonly Ds3231Clock? _batteryClock;

    internal RaspberryPiHardware(IPinController pins, IBusController buses, Ds3231Clock? batteryClock)
    {
        (Pins, Buses, _batteryClock) = (pins, buses, batteryClock);
    }

    public IPinController Pins { get; }

    public IBusController Buses { get; }

    /// <summary>Whether this machine is a board with pins or buses. A PC may have such devices as well, for its screen or its fans, but has no device tree.</summary>
    public static bool IsThere() => IsThere(Devices, "/proc/device-tree/model");

    /// <summary>
    /// Opens the pins and buses that a configuration needs. Pins and chips themselves are opened by the agent. Throws
    /// <see cref="NotSupportedException"/> or <see cref="ArgumentException"/> when the machine does not have them or this program may not
    /// use them.
    /// </summary>
    public static RaspberryPiHardware Open(GatewayConfig config, TimeProvider time, ILoggerFactory loggers)
    {
        var logger = loggers.CreateLogger("OpcSpaces.Edge.RaspberryPi");
        var slow = GatewayClock.ForSlowCalls(time);
        var buses = new RaspberryPiBuses(new LinuxBusDevices(), new ChipClock(slow));
        var needsBoard = config.ChoosePulls().Keys.Any(pin => pin < PinsConfig.MostBoardPins);
        var board = needsBoard ? OpenBoard(config, time, logger) : new NoPins();
        return Compose(config, board, buses, slow, logger);
    }

    /// <summary>
    /// The chips that a configuration needs on the simulated buses of its <c>pins.busSocket</c>, beside the pins of its signals, which belong to
    /// the result. A chip that is not there is silent, as on real buses.
    /// </summary>
    public static RaspberryPiHardware OpenSimulated(GatewayConfig config, IPinController signals, TimeProvider time, ILoggerFactory loggers)
    {
        var slow = GatewayClock.ForSlowCalls(time);
        var buses = new RaspberryPiBuses(new SocketBusDevices(config.Pins.BusSocket), new ChipClock(slow));
        return Compose(config, signals, buses, slow, loggers.CreateLogger("OpcSpaces.Edge.RaspberryPi"));
    }

    /// <summary>
    /// Reads the battery clock and compares the system's clock with it: whether they agree, and that in words. Null without a battery
    /// clock. After a power cut without a network the system's clock is wrong until somebody sets it, and the times of all readings
    /// with it.
    /// </summary>
    public (bool Agrees, string Words)? CompareClocks(TimeProvider time)
    {
        if (_batteryClock is null) return null;
        try
        {
            var (battery, system) = (_batteryClock.Read(), time.GetUtcNow());
            var words = FormattableString.Invariant($"the battery clock shows {battery:yyyy-MM-dd HH:mm:ss} UTC, and the system's clock is {Words(system - battery)}");
            return ((system - battery).Duration() <= Agrees, words);
        }
        catch (IOException e)
        {
            return (false, e.Message);
        }
    }

    private static string Words(TimeSpan ahead) =>
        FormattableString.Invariant($"{ahead.Duration().TotalSeconds:0} s {(ahead < TimeSpan.Zero ? "behind" : "ahead")}");

    internal static bool IsThere(string devices, string model) =>
        File.Exists(model) && Directory.Exists(devices) && Directory.EnumerateFileSystemEntries(devices).Select(Path.GetFileName).Any(name =>
            name!.StartsWith("gpiochip", StringComparison.Ordinal) || name.StartsWith("i2c-", StringComparison.Ordinal) || name.StartsWith("spidev", StringComparison.Ordinal));

    internal static IPinController WithExpanders(GatewayConfig config, IPinController board, RaspberryPiBuses buses, TimeProvider slow, ILogger logger)
    {
        var pulls = config.ChoosePulls();
        return new BoardPins(board, [.. config.Pins.Expanders.Select(expander => (expander, new ExpanderPins(new Mcp23017(buses.OpenI2c(expander.Place()), PullUps(expander, pulls)), expander, slow, logger)))]);
    }

    private static RaspberryPiHardware Compose(GatewayConfig config, IPinController board, RaspberryPiBuses buses, TimeProvider slow, ILogger logger)
    {
        var clock = config.Clock.Battery is { } wired ? new Ds3231Clock(buses.OpenI2c(wired.Place())) : null;
        return new RaspberryPiHardware(WithExpanders(config, board, buses, slow, logger), buses, clock);
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
            // Another driver would use another chip than the one that was asked for.
            if (config.Pins.GpioChip is { } wanted) throw new NotSupportedException($"{Devices}/gpiochip{wanted} cannot be used: {e.Message}", e);
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
