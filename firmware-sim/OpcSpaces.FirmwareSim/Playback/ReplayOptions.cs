using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Playback;

/// <summary>How a recording is played.</summary>
public sealed record ReplayOptions
{
    public required FleetOptions Fleet { get; init; }

    public double Speed { get; init; } = VirtualTimePacer.Unlimited;

    /// <summary>Where nothing was recorded for longer, the gateway is switched off, so that the time between is unknown and not empty.</summary>
    public TimeSpan LongestGap { get; init; } = TimeSpan.FromMinutes(5);

    public string Community { get; init; } = "opc-demo";
}
