using System.Net.Sockets;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Pins;

/// <summary>The driver for the pins.</summary>
public sealed record PinsConfig
{
    public const string Signals = "signals";
    public const string Gpio = "gpio";

    /// <summary>The header of a Raspberry Pi has the pins from 0 to this one.</summary>
    public const int LastHeaderPin = 27;

    /// <summary>Expanders have the pins from this number on.</summary>
    public const int MostBoardPins = 64;

    /// <summary><c>signals</c>: levels come over a Unix-domain socket. <c>gpio</c>: the pins and buses of a Raspberry Pi.</summary>
    public string Driver { get; init; } = Signals;

    /// <summary>Path of the socket for the driver <c>signals</c>.</summary>
    public string Socket { get; init; } = "";

    /// <summary>Path of the socket of simulated buses for the driver <c>signals</c>. Empty, the default, means that there are no buses.</summary>
    public string BusSocket { get; init; } = "";

    /// <summary>The number N of <c>/dev/gpiochipN</c> for the driver <c>gpio</c>; null for the chip with the pins of the header.</summary>
    public int? GpioChip { get; init; }

    /// <summary>Pins with a resistor to 3.3 V, whatever their sensors choose.</summary>
    public IReadOnlyList<int> PullUps { get; init; } = [];

    /// <summary>Pins with a resistor to ground, whatever their sensors choose.</summary>
    public IReadOnlyList<int> PullDowns { get; init; } = [];

    /// <summary>Pins without a resistor, whatever their sensors choose.</summary>
    public IReadOnlyList<int> NoPulls { get; init; } = [];

    /// <summary>Port expanders, whose inputs are pins as well.</summary>
    public IReadOnlyList<ExpanderConfig> Expanders { get; init; } = [];

    /// <summary>Whether chips can be reached: real ones with the driver <c>gpio</c>, or simulated ones.</summary>
    public bool HasBuses => Driver == Gpio || BusSocket.Length > 0;

    internal static PinsConfig From(SettingsSection pins)
    {
        var defaults = new PinsConfig();
        return new PinsConfig
        {
            Driver = pins.Text("driver", defaults.Driver),
            Socket = pins.Text("socket", defaults.Socket),
            BusSocket = pins.Text("busSocket", defaults.BusSocket),
            GpioChip = pins.OptionalNumber("gpioChip"),
            PullUps = pins.Numbers("pullUps"),
            PullDowns = pins.Numbers("pullDowns"),
            NoPulls = pins.Numbers("noPulls"),
            Expanders = pins.OptionalParts("expanders", ExpanderConfig.From),
        };
    }

    internal void Check(SettingsRules rules)
    {
        if (Driver is not (Signals or Gpio)) rules.Fault("driver", $"\"{Driver}\"", $"use \"{Signals}\" or \"{Gpio}\"");
        CheckPath(rules, "socket", Socket);
        CheckPath(rules, "busSocket", BusSocket);
        if (Driver == Gpio) CheckGpio(rules);
        else CheckSignals(rules);
    }

    private void CheckSignals(SettingsRules rules)
    {
        if (GpioChip is { } chip) rules.Fault("gpioChip", $"{chip}", OnlyFor(Gpio));
        foreach (var (name, pins) in Pulls.Where(list => list.Pins.Count > 0)) rules.Fault(name, $"[{string.Join(", ", pins)}]", OnlyFor(Gpio));
        if (Expanders.Count == 0) return;
        if (HasBuses) CheckExpanders(rules);
        else rules.Fault("expanders", $"{Expanders.Count}", OnlyFor(Gpio));
    }

    private void CheckGpio(SettingsRules rules)
    {
        if (Socket.Length > 0) rules.Fault("socket", $"\"{Socket}\"", OnlyFor(Signals));
        if (BusSocket.Length > 0) rules.Fault("busSocket", $"\"{BusSocket}\"", OnlyFor(Signals));
        if (GpioChip is { } chip) rules.Within("gpioChip", chip, 0, 63);
        var seen = new Dictionary<int, string>();
        foreach (var (name, pins) in Pulls)
        {
            foreach (var (index, pin) in pins.Index())
            {
                var setting = $"{name}[{index}]";
                if (pin < 0) rules.Fault(setting, $"{pin}", "use the number of a pin");
                else if (!seen.TryAdd(pin, setting)) rules.Fault(setting, $"{pin}", $"{seen[pin]} is the same pin: keep one of them");
            }
        }

        CheckExpanders(rules);
    }

    private void CheckExpanders(SettingsRules rules)
    {
        foreach (var (index, expander) in Expanders.Index())
        {
            var at = rules.At($"expanders[{index}]");
            expander.Check(at);
            var other = Expanders.Take(index).Index().FirstOrDefault(it => Math.Abs(it.Item.FirstPin - expander.FirstPin) < ExpanderConfig.Inputs, (-1, null!));
            if (other.Index >= 0) at.Fault("firstPin", $"{expander.FirstPin}", $"{rules.Path}.expanders[{other.Index}] has some of these pins: use a number that is at least {ExpanderConfig.Inputs} higher");
        }
    }

    /// <summary>The lists of pins with a resistor of their own, with their names in the file.</summary>
    internal IReadOnlyList<(string Name, IReadOnlyList<int> Pins)> Pulls => [("pullUps", PullUps), ("pullDowns", PullDowns), ("noPulls", NoPulls)];

    private static string OnlyFor(string driver) => $"this belongs to the driver \"{driver}\": remove it, or set the driver";

    private static void CheckPath(SettingsRules rules, string setting, string path)
    {
        rules.NoControl(setting, path);
        if (!IsShort(path)) rules.Fault(setting, $"\"{path}\"", "use a shorter path: the system allows about 100 bytes for the path of a socket");
    }

    private static bool IsShort(string socket)
    {
        try
        {
            return socket.Length == 0 || new UnixDomainSocketEndPoint(socket).AddressFamily == AddressFamily.Unix;
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
    }
}
