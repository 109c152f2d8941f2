using OpcSpaces.Benchmarks.Load;

namespace OpcSpaces.Benchmarks.Ingest;

/// <summary>Readings for a store that is measured alone, of the same kind as those of the gateways (series, mix of types, times).</summary>
internal sealed class PreparedRows
{
    private const int MetricsPerZone = GatewayShape.DesksPerZone + (2 * GatewayShape.MetersPerZone);

    private PreparedRows(IReadOnlyList<string> heads, PreparedRow[] rows) => (Heads, Rows) = (heads, rows);

    /// <summary>Line protocol of each series up to and including the equals sign.</summary>
    public IReadOnlyList<string> Heads { get; }

    public PreparedRow[] Rows { get; }

    public static PreparedRows Make(int count, int gateways, long startMs)
    {
        var heads = new List<string>();
        foreach (var gateway in GatewayShape.Ids(gateways))
        {
            for (var zone = 0; zone < GatewayShape.Zones; zone++)
                heads.AddRange(HeadsOf(GatewayShape.ZoneId(gateway, zone)));
        }
        var zones = gateways * GatewayShape.Zones;
        var rows = new PreparedRow[count];
        for (var i = 0; i < count; i++)
        {
            // Batches of 100 readings of one zone, zones in turn, as in the journal.
            var (batch, n) = (i / 100, i % 100);
            rows[i] = Row(batch % zones * MetricsPerZone, n + (batch / zones * 100), startMs + (i / gateways), (batch * 1009L) + n);
        }
        return new PreparedRows(heads, rows);
    }

    private static PreparedRow Row(int firstSeries, int n, long ms, long tie)
    {
        var time = (ms * 1_000_000) + (tie % 1_000_000);
        var meter = firstSeries + GatewayShape.DesksPerZone + (n / 3 % GatewayShape.MetersPerZone * 2);
        return (n % 10) switch
        {
            < 6 => new PreparedRow(firstSeries + (n / 3 % GatewayShape.DesksPerZone), time, (n & 16) == 0 ? 1 : 0, true),
            < 8 => new PreparedRow(meter, time, 1_000_000 + n, true),
            _ => new PreparedRow(meter + 1, time, Math.Round(50 + (n % 3_000 * 0.1), 1), false),
        };
    }

    private static IEnumerable<string> HeadsOf(string zone)
    {
        for (var n = 1; n <= GatewayShape.DesksPerZone; n++)
            yield return $"occupancy,community={GatewayShape.Community},point=desk/{n},zone={zone} occupied=";
        for (var n = 1; n <= GatewayShape.MetersPerZone; n++)
        {
            yield return $"energy,community={GatewayShape.Community},point=meter/{n},zone={zone} energy=";
            yield return $"energy,community={GatewayShape.Community},point=meter/{n},zone={zone} power=";
        }
    }
}
