using OpcSpaces.Dashboards.Live;
using OpcSpaces.Projections.Live;

namespace OpcSpaces.Cloud.Live;

/// <summary>Turns the live projection's gateway into the gateway as it is shown.</summary>
internal static class GatewayReader
{
    /// <summary>Batches behind which a gateway needs a look; fewer come and go all the time.</summary>
    private const int NotableBacklog = 100;

    /// <summary>Its backlog is known only while it is online: a gateway that is away keeps collecting.</summary>
    public static ShownGateway Read(LiveGateway gateway)
    {
        var online = gateway.Presence == GatewayPresence.Online;
        return new(gateway.Key, online, gateway.Since, online ? (long)gateway.Backlog : null, gateway.NewestReading);
    }

    /// <summary>Those that need a look first: away, then the longest backlog, then by name.</summary>
    public static List<ShownGateway> ReadAll(IEnumerable<LiveGateway> gateways) =>
    [
        .. gateways.Select(Read)
            .OrderBy(gateway => gateway.Online)
            .ThenByDescending(gateway => gateway.Backlog > NotableBacklog ? gateway.Backlog : 0)
            .ThenBy(gateway => gateway.Key.ToString(), StringComparer.Ordinal),
    ];
}
