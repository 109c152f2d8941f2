using OpcSpaces.Projections.Live;
using Shown = OpcSpaces.Dashboards.Live.LiveGateway;

namespace OpcSpaces.Cloud.Live;

/// <summary>Turns the live projection's gateway into the gateway as it is shown.</summary>
internal static class GatewayReader
{
    /// <summary>The edge node id, without its community.</summary>
    public static string IdOf(LiveGateway gateway) => gateway.Name[(gateway.Name.IndexOf('/', StringComparison.Ordinal) + 1)..];

    /// <summary>Its backlog is known only while it is here: a gateway that is away goes on collecting.</summary>
    public static Shown Read(LiveGateway gateway)
    {
        var online = gateway.Presence == GatewayPresence.Online;
        return new(IdOf(gateway), online, gateway.Since, online ? (long)gateway.Backlog : null, gateway.NewestReading);
    }

    /// <summary>Those that need a look first: away, then the longest backlog, then by name.</summary>
    public static List<Shown> ReadAll(IEnumerable<LiveGateway> gateways) =>
        [.. gateways.Select(Read).OrderBy(g => g.Online).ThenByDescending(g => g.Backlog > 100 ? g.Backlog : 0).ThenBy(g => g.Id, StringComparer.Ordinal)];
}
