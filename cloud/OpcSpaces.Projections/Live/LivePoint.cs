using OpcSpaces.Model.Places;
using OpcSpaces.Points;

namespace OpcSpaces.Projections.Live;

/// <summary>
/// One metric of a point as it is known now.
/// </summary>
/// <param name="Key">The point, such as <c>desk/12</c> of a zone.</param>
/// <param name="Name">The metric's full name, such as <c>desk/12/occupied</c>.</param>
/// <param name="Gateway">The gateway that reported it last; null before the first birth.</param>
/// <param name="Value">The newest value; null where the gateway has none.</param>
/// <param name="Since">Gateway's time since which the value holds; null before the first value.</param>
/// <param name="ReceivedAt">Cloud's time at which it was last told; null before the first.</param>
/// <param name="Quality">Code as in Sparkplug: 192 good, 0 bad, 500 stale.</param>
/// <param name="IsStale">Nothing is known since the gateway or its zone went away, or the cloud was not listening: until the next birth.</param>
/// <param name="StaleSince">Cloud's time at which that began.</param>
/// <param name="LastInUse">Gateway's time (never later than receipt) at which it was last seen in use (occupied, or a count above zero); null if never, and to be ignored while it is in use.</param>
/// <param name="IsForeign">Told by a Sparkplug edge node without an outbox: at most once.</param>
public sealed record LivePoint(
    PointKey Key,
    string Name,
    GatewayKey? Gateway,
    PointValue Value,
    DateTimeOffset? Since,
    DateTimeOffset? ReceivedAt,
    int Quality,
    bool IsStale,
    DateTimeOffset? StaleSince,
    DateTimeOffset? LastInUse,
    bool IsForeign)
{
    /// <summary>Whether the value can be relied on: told, of good quality, and its gateway is here.</summary>
    public bool IsKnown => !IsStale && Quality == QualityCode.Good && !Value.IsNull;
}
