using System.Net.Sockets;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Pins;

/// <summary>The driver for the pins.</summary>
public sealed record PinsConfig
{
    public const string Signals = "signals";

    /// <summary><c>signals</c>: levels come over a Unix-domain socket.</summary>
    public string Driver { get; init; } = Signals;

    /// <summary>Path of the socket for the driver <c>signals</c>.</summary>
    public string Socket { get; init; } = "";

    internal static PinsConfig From(SettingsSection pins)
    {
        var defaults = new PinsConfig();
        return new PinsConfig
        {
            Driver = pins.Text("driver", defaults.Driver),
            Socket = pins.Text("socket", defaults.Socket),
        };
    }

    internal void Check(SettingsRules rules)
    {
        if (Driver != Signals) rules.Fault("driver", $"\"{Driver}\"", $"use \"{Signals}\"");
        rules.NoControl("socket", Socket);
        if (!IsShort(Socket)) rules.Fault("socket", $"\"{Socket}\"", "use a shorter path: the system allows about 100 bytes for the path of a socket");
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
