using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Playback;

/// <summary>The options for playing a recording.</summary>
public sealed record ReplayOptions
{
    public required FleetOptions Fleet { get; init; }

    public double Speed { get; init; } = VirtualTimePacer.Unlimited;

    /// <summary>In longer gaps of the recording the gateway is off, so that its points are unknown and not empty.</summary>
    public TimeSpan LongestGap { get; init; } = TimeSpan.FromMinutes(5);

    public string Community { get; init; } = PlaybackRoom.DefaultCommunity;
}
