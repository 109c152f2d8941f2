using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Points;

namespace OpcSpaces.Benchmarks.Load;

/// <summary>
/// The readings of one gateway: of ten, six are desks, two are energy registers and two are powers with one decimal. Time advances
/// by a millisecond per reading, beginning some hours ago, so that no two readings of a point have the same time. Not thread-safe.
/// </summary>
internal sealed class ReadingMaker(OutboxLog outbox, string gateway, long startMs)
{
    private readonly Metric[][] _desks = Metrics(outbox, gateway, GatewayShape.DesksPerZone, n => $"desk/{n}/occupied");
    private readonly Metric[][] _energies = Metrics(outbox, gateway, GatewayShape.MetersPerZone, n => $"meter/{n}/energy");
    private readonly Metric[][] _powers = Metrics(outbox, gateway, GatewayShape.MetersPerZone, n => $"meter/{n}/power");
    private long _made;
    private int _zone;

    /// <summary>Fills one batch of one zone; zones take turns. Returns the zone.</summary>
    public string Make(Span<MetricReading> batch)
    {
        _zone = (_zone + 1) % GatewayShape.Zones;
        for (var i = 0; i < batch.Length; i++)
            batch[i] = Make();
        return GatewayShape.ZoneId(gateway, _zone);
    }

    private static Metric[][] Metrics(OutboxLog outbox, string gateway, int count, Func<int, string> name) =>
    [
        .. Enumerable.Range(0, GatewayShape.Zones).Select(
            zone => Enumerable.Range(1, count).Select(n => outbox.Metric(GatewayShape.ZoneId(gateway, zone), name(n))).ToArray()),
    ];

    private MetricReading Make()
    {
        var n = _made++;
        var at = startMs + n;
        return (n % 10) switch
        {
            < 6 => new MetricReading(Turn(_desks, n), at, PointValue.Of((n & 16) == 0)),
            < 8 => new MetricReading(Turn(_energies, n), at, PointValue.Of((ulong)(1_000_000UL + (ulong)(n / 10)))),
            _ => new MetricReading(Turn(_powers, n), at, PointValue.Of(MathF.Round(50 + (n % 3_000 * 0.1f), 1))),
        };
    }

    private Metric Turn(Metric[][] metrics, long n) => metrics[_zone][(n / 3) % metrics[_zone].Length];
}
