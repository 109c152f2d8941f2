using OpcSpaces.Model.Places;
using OpcSpaces.Model.Usage;
using OpcSpaces.Points.Hours;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Projections.Usage;

/// <summary>The open and the newest hours of one zone. Times in ms since 1970 UTC.</summary>
internal sealed class UsageZone(ZoneKey key, int phaseMs)
{
    private IReadOnlyList<UsageMetric[]>? _byName;

    public ZoneKey Key { get; } = key;

    /// <summary>When its hours begin, in ms after those of UTC.</summary>
    public int PhaseMs { get; set; } = phaseMs;

    /// <summary>When its hours are to begin once those that had begun before the change are closed; null where nothing changes.</summary>
    public PhaseChange? NextPhase { get; set; }

    /// <summary>The next hour to close; 0 before the first reading.</summary>
    public long NextMs { get; set; }

    /// <summary>Older hours are final: nothing is kept of them.</summary>
    public long KeptFromMs { get; set; }

    public Dictionary<(UsageGateway Gateway, string Name), UsageMetric> Metrics { get; } = [];

    /// <summary>By hour and gateway, in the order of the gateways: the order of arrival must not matter.</summary>
    public SortedDictionary<long, SortedList<UsageGateway, SealedHour>> Seals { get; } = [];

    /// <summary>The newest revision of each closed hour that is kept.</summary>
    public SortedDictionary<long, ClosedHour> Closed { get; } = [];

    /// <summary>Closed hours of which more has become known.</summary>
    public SortedSet<long> Late { get; } = [];

    /// <summary>All closed hours from here on are in <see cref="Late"/>; the largest number for none. It saves marking them again for each reading of a backlog.</summary>
    public long AllLateFromMs { get; set; } = long.MaxValue;

    /// <summary>Since when <see cref="Late"/> has waited, by the cloud's clock.</summary>
    public long LateSinceMs { get; set; }

    /// <summary>The gateways that report something of the zone.</summary>
    public IReadOnlyList<UsageGateway> Gateways { get; private set; } = [];

    /// <summary>The metrics by point, in the order of a record; more than one where gateways follow each other, or a room has two of presence.</summary>
    public IReadOnlyList<UsageMetric[]> ByPoint => _byName ??=
    [
        .. Metrics.Values
            .GroupBy(metric => (metric.Point, metric.Metric.Nature, Gauge: metric.Metric.Nature == Points.MetricNature.Gauge ? metric.Name : ""))
            .OrderBy(group => group.Key.Point, PointOrder.Instance).ThenBy(group => group.Key.Gauge, StringComparer.Ordinal)
            .Select(group => group.OrderBy(metric => metric.Gateway).ThenBy(metric => metric.Name, StringComparer.Ordinal).ToArray()),
    ];

    /// <summary>To be called after metrics were added, retired or revived.</summary>
    public void MetricsChanged()
    {
        _byName = null;
        Gateways = [.. Metrics.Values.Where(metric => !metric.IsRetired).Select(metric => metric.Gateway).Distinct().Order()];
    }

    /// <summary>Whether every gateway has sealed up to a time.</summary>
    public bool IsSealedThrough(long endMs)
    {
        foreach (var gateway in Gateways)
        {
            if (gateway.SealedThroughMs < endMs) return false;
        }

        return Gateways.Count > 0;
    }

    /// <summary>Whether every gateway has sealed this hour. The seals of a gateway whose hours begin at other times say only that nothing is missing.</summary>
    public bool IsSealed(long startMs) =>
        IsSealedThrough(startMs + MetricHour.LengthMs)
        && Gateways.All(gateway => StartOf(gateway.SealedThroughMs) != gateway.SealedThroughMs || Seals.GetValueOrDefault(startMs)?.ContainsKey(gateway) == true);

    /// <summary>The newest reading of the zone; 0 for none.</summary>
    public long NewestMs => Metrics.Values.Max(metric => metric.Tally.ThroughMs) ?? 0;

    public long StartOf(long ms) => MetricHour.StartOf(ms, PhaseMs);
}

/// <summary>What a gateway has sealed of a zone's hour.</summary>
internal readonly record struct SealedHour(SealedZone Zone, ulong Epoch, ulong Through);

/// <summary>That the hours of a zone begin at other times.</summary>
/// <param name="PhaseMs">When they begin, in ms after those of UTC.</param>
/// <param name="SinceMs">When that was said, by the cloud's clock in ms since 1970 UTC.</param>
internal sealed record PhaseChange(int PhaseMs, long SinceMs);

/// <summary>The newest revision of an hour, and the SHA-256 of its content.</summary>
internal readonly record struct ClosedHour(int Revision, string Hash);
