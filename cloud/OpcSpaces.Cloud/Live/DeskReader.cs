using System.Globalization;
using OpcSpaces.Dashboards.Live;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Presence;
using OpcSpaces.Points;
using OpcSpaces.Projections.Live;

namespace OpcSpaces.Cloud.Live;

/// <summary>Turns the live projection's point of a desk into the desk as it is shown.</summary>
internal static class DeskReader
{
    /// <summary>Whether the metric says that a desk is occupied.</summary>
    public static bool IsDesk(LivePoint point) => PointMetric.Occupied.Is(point.Name, PointKind.Desk);

    /// <summary>A desk that the plan has and that no gateway has reported.</summary>
    public static LiveDesk NeverReported(PointKey key) => Unknown(new LiveDesk(key, DeskState.Unknown, null, null, null), new(LiveReasonKind.NeverReported));

    /// <summary>The desk at <paramref name="now"/>, server time.</summary>
    public static LiveDesk Read(LivePoint point, LiveGateway? gateway, DateTimeOffset now)
    {
        var sinceUse = point.LastInUse is { } lastUse ? GatewayTime(gateway, now) - lastUse : (TimeSpan?)null;
        var state = DeskStateRule.Of(point is { IsKnown: true, Value.Kind: PointValueKind.Boolean } ? point.Value.AsBoolean : null, sinceUse);
        var desk = new LiveDesk(
            point.Key,
            state,
            point.IsStale ? point.StaleSince : point.Since,
            state == DeskState.RecentlyUsed ? now + DeskStateRule.RecentUse - sinceUse : null,
            null);
        return state == DeskState.Unknown ? Unknown(desk, Why(point, gateway)) : desk;
    }

    private static LiveDesk Unknown(LiveDesk desk, LiveReason reason) => desk with { Why = TextOf(reason), Reason = reason };

    // Ages are measured on the gateway's own clock, which may differ from ours (and does when a recording is played).
    private static DateTimeOffset GatewayTime(LiveGateway? gateway, DateTimeOffset now) =>
        gateway is { NewestReading: { } newest, ReceivedAt: { } received } ? newest + (now - received) : now;

    private static LiveReason Why(LivePoint point, LiveGateway? gateway)
    {
        var name = gateway?.Key.Gateway ?? "its gateway";
        return point switch
        {
            { IsStale: true } when gateway?.Presence == GatewayPresence.Offline => new(LiveReasonKind.GatewayOffline, name),
            { IsStale: true } => new(LiveReasonKind.GatewaySilent, name),
            { IsForeign: true, Value.IsNull: true, Quality: QualityCode.Bad } => new(LiveReasonKind.NotUnderstood, name),
            { Value.IsNull: true } => new(LiveReasonKind.NothingObserved),
            _ => new(LiveReasonKind.SensorFault, point.Quality.ToString(CultureInfo.InvariantCulture)),
        };
    }

    private static string TextOf(LiveReason reason) => reason.Kind switch
    {
        LiveReasonKind.NeverReported => "no gateway has reported it yet",
        LiveReasonKind.GatewayOffline => $"{reason.Of} is offline",
        LiveReasonKind.GatewaySilent => $"waiting for {reason.Of} to announce itself again",
        LiveReasonKind.NotUnderstood => $"{reason.Of} sends something that is neither free nor occupied",
        LiveReasonKind.NothingObserved => "nothing was observed yet, or what was observed is lost",
        _ => $"the sensor reports a fault (quality {reason.Of})",
    };
}
