using OpcSpaces.Model.Places;
using OpcSpaces.Points;
using OpcSpaces.Projections.Live;

namespace OpcSpaces.Cloud.Tests.Live;

/// <summary>Points and gateways of the live projection as tests need them: good, known and of gateway gw-1 unless said otherwise.</summary>
internal static class Points
{
    public static LivePoint Desk(string zone, int number, PointValue value, string community = "c") => new(
        new PointKey(community, zone, $"desk/{number}"), $"desk/{number}/occupied", new GatewayKey(community, "gw-1"), value, Since: null, ReceivedAt: null, Quality: 192,
        IsStale: false, StaleSince: null, LastInUse: null, IsForeign: false);

    public static LiveGateway Gateway(
        string name = "c/gw-1", GatewayPresence presence = GatewayPresence.Online, DateTimeOffset? newest = null, DateTimeOffset? received = null, ulong backlog = 0) =>
        new(GatewayKey.Parse(name), presence, Since: null, Epoch: 1, LastSequence: 10 + backlog, Committed: 10, newest, received) { Zones = [new ZoneKey(GatewayKey.Parse(name).Community, "A")] };

    public static LiveUpdate Everything(params IReadOnlyList<LivePoint> points) => new(IsSnapshot: true, 1, points, [Gateway()]);

    public static LiveUpdate Changes(params IReadOnlyList<LivePoint> points) => new(IsSnapshot: false, 2, points, []);
}
