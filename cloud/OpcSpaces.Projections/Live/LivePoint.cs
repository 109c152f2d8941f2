using OpcSpaces.Model.Places;
using OpcSpaces.Points;

namespace OpcSpaces.Projections.Live;

/// <summary>One metric of a point as it is known now.</summary>
/// <param name="Key">The point, such as <c>desk/12</c> of a zone.</param>
/// <param name="Name">The metric's full name, such as <c>desk/12/occupied</c>.</param>
/// <param name="Gateway">The gateway that reported it last; null before the first birth.</param>
/// <param name="Value">The newest value; null when the gateway has none.</param>
/// <param name="Since">Gateway's time since which the value holds; null before the first value.</param>
/// <param name="ReceivedAt">When it was last reported, in the cloud's time; null before the first report.</param>
/// <param name="Quality">Code as in Sparkplug: 192 good, 0 bad, 500 stale.</param>
/// <param name="IsStale">Nothing is known since the gateway or its zone went away, or the cloud was not listening: until the next birth.</param>
/// <param name="StaleSince">Cloud's time at which that began.</param>
/// <param name="LastInUse">Gateway's time (never later than receipt) at which it was last seen in use (occupied, or a count above zero); null if never, and to be ignored while it is in use. For the contact of a door: at which it was last seen forced.</param>
/// <param name="IsForeign">Reported by a Sparkplug edge node without an outbox, so at most once.</param>
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
    /// <summary>Of the contact of a door; null of all other metrics.</summary>
    public LiveContact? Contact { get; init; }

    /// <summary>Whether the value is true now: it was reported with good quality, and its gateway is online.</summary>
    public bool IsKnown => !IsStale && Quality == QualityCode.Good && !Value.IsNull;
}
