using OpcSpaces.Dashboards.Live;
using OpcSpaces.Projections.Live;

namespace OpcSpaces.Cloud.Live;

/// <summary>Turns the live projection's gateway into the gateway as it is shown.</summary>
internal static class GatewayReader
{
    /// <summary>A backlog above this deserves attention; smaller ones come and go all the time.</summary>
    private const int NotableBacklog = 100;

    /// <summary>Its backlog is known only while it is online: a gateway that is offline keeps collecting.</summary>
    /// <param name="gateway">The gateway.</param>
    /// <param name="scope">Of the floor that is shown; null for everything.</param>
    public static ShownGateway Read(LiveGateway gateway, LiveScope? scope)
    {
        var online = gateway.Presence == GatewayPresence.Online;
        return new(gateway.Key, online, gateway.Since, online ? (long)gateway.Backlog : null, gateway.NewestReading) { ClockSetBackAt = gateway.ClockSetBackAt, OnNoFloor = scope?.IsOnNoFloor(gateway.Key, gateway.Zones) == true };
    }

    /// <summary>The gateways that deserve attention first: those that are offline, then the longest backlog, then by name. Those that are on no floor come last.</summary>
    public static List<ShownGateway> ReadAll(IEnumerable<LiveGateway> gateways, LiveScope? scope = null) =>
    [
        .. gateways.Select(gateway => Read(gateway, scope))
            .OrderBy(gateway => gateway.OnNoFloor)
            .ThenBy(gateway => gateway.Online)
            .ThenByDescending(gateway => gateway.Backlog > NotableBacklog ? gateway.Backlog : 0)
            .ThenBy(gateway => gateway.Key.ToString(), StringComparer.Ordinal),
    ];
}
