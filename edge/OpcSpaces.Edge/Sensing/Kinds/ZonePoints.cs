using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing.Kinds;

/// <summary>The configured sensors of one zone, for settings and sensors that depend on others of their zone.</summary>
internal sealed class ZonePoints(IReadOnlyList<PointConfig> points)
{
    /// <summary>Whether a card reader is at this point.</summary>
    public bool ReadsCardsAt(string point) => points.Any(it => it.ReadsCards && it.Point == point);

    /// <summary>Whether at least one sensor judges presence at this point.</summary>
    public bool SensesPresenceAt(string point) => points.Any(it => it.Point == point && it.Metrics.Contains(PointMetric.Occupied));

    /// <summary>Another desk beside this one; null when it is the only one, or no desk.</summary>
    public string? DeskBeside(string point) =>
        PointKind.Desk.Has(point) ? points.Select(it => it.Point).FirstOrDefault(other => other != point && PointKind.Desk.Has(other)) : null;

    /// <summary>How presence at this point is judged: as its first sensor with an opinion says, or by the defaults.</summary>
    public PresenceConfig PresenceAt(string point) =>
        points.Where(it => it.Point == point).Select(it => it.Presence).FirstOrDefault(presence => presence is not null) ?? new PresenceConfig();
}
