using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Doors;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing.Zones;

/// <summary>The doors of one zone that have a card reader: reader and contact of a door share one <see cref="DoorAccess"/>.</summary>
internal sealed class ZoneDoors(string zone, ZonePoints points, ZoneDependencies dependencies)
{
    private readonly Dictionary<string, DoorAccess> _doors = [];

    /// <summary>Null for a door without a reader.</summary>
    public DoorAccess? At(string point)
    {
        if (_doors.TryGetValue(point, out var access) || !points.ReadsCardsAt(point)) return access;
        var pseudonyms = dependencies.Pseudonyms ?? throw new InvalidOperationException($"{zone}/{point} reads cards, but there is no badge key.");
        var entry = dependencies.Outbox.Metric(zone, PointMetric.Entry.At(point));
        return _doors[point] = new DoorAccess(pseudonyms, entry, reading => dependencies.Batcher.Add(reading, BatchKind.State), dependencies.Time);
    }
}
