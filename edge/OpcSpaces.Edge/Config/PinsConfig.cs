namespace OpcSpaces.Edge.Config;

/// <summary>Which driver gives the pins.</summary>
public sealed record PinsConfig
{
    public const string Signals = "signals";

    /// <summary><c>signals</c>: levels come over a Unix-domain socket.</summary>
    public string Driver { get; init; } = Signals;

    /// <summary>Path of the socket for the driver <c>signals</c>.</summary>
    public string Socket { get; init; } = "";

    internal static PinsConfig From(ConfigSection pins)
    {
        var defaults = new PinsConfig();
        return new PinsConfig
        {
            Driver = pins.Text("driver", defaults.Driver),
            Socket = pins.Text("socket", defaults.Socket),
        };
    }
}
