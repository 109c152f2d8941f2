using OpcSpaces.Dashboards.Live;
using OpcSpaces.Projections.Live;
using OpcSpaces.Model.Presence;
using LiveGateway = OpcSpaces.Projections.Live.LiveGateway;

namespace OpcSpaces.Cloud.Live;

/// <summary>Turns the live projection's point of a desk into the desk as it is shown.</summary>
internal static class DeskReader
{
    private const string Suffix = "/occupied";

    /// <summary>The desk's key, <c>zone/desk/{n}</c>; null for what is no desk.</summary>
    public static string? KeyOf(LivePoint point) =>
        point.Name.StartsWith("desk/", StringComparison.Ordinal) && point.Name.EndsWith(Suffix, StringComparison.Ordinal)
            ? $"{point.Zone}/{point.Name[..^Suffix.Length]}"
            : null;

    /// <summary>A desk that the plan shows and that no gateway has told of.</summary>
    public static LiveDesk NeverHeardOf(string key) => new(key, DeskState.Unknown, null, null, "no gateway has told of it yet");

    /// <summary>The desk at <paramref name="now"/>, server time.</summary>
    public static LiveDesk Read(string key, LivePoint point, LiveGateway? gateway, DateTimeOffset now)
    {
        var sinceUse = point.LastInUse is { } lastUse ? GatewayTime(gateway, now) - lastUse : (TimeSpan?)null;
        var state = DeskStateRule.Of(point.IsKnown ? point.Value.AsBoolean : null, sinceUse);
        return new(
            key,
            state,
            point.IsStale ? point.StaleSince : point.Since,
            state == DeskState.RecentlyUsed ? now + DeskStateRule.RecentUse - sinceUse : null,
            state == DeskState.Unknown ? Why(point, gateway) : null);
    }

    // Ages are measured on the gateway's own clock, which may differ from ours (and does when a recording is played).
    private static DateTimeOffset GatewayTime(LiveGateway? gateway, DateTimeOffset now) =>
        gateway is { NewestReading: { } newest, ReceivedAt: { } received } ? newest + (now - received) : now;

    private static string Why(LivePoint point, LiveGateway? gateway)
    {
        var name = gateway is null ? "its gateway" : GatewayReader.IdOf(gateway);
        return point switch
        {
            { IsStale: true } when gateway?.Presence == GatewayPresence.Offline => $"{name} is away",
            { IsStale: true } => $"waiting for {name} to introduce itself again",
            { Value.IsNull: true } => "nothing was observed yet, or what was observed is lost",
            _ => $"the sensor does not vouch for its value (quality {point.Quality})",
        };
    }
}
