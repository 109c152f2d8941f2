using OpcSpaces.Wire.EdgeNode;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Session;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Outbox.Files;

/// <summary>
/// Every metric that this gateway ever had, each with the alias that it keeps for ever. Metrics that are no longer configured stay
/// in the births as long as rows are held that may contain them. Changes are durable before they are used.
/// </summary>
internal sealed class AliasBook
{
    private readonly Dictionary<(string Device, string Name), Metric> _metrics = [];
    private readonly Dictionary<ulong, Metric> _byAlias = [];
    private ulong _lastAlias;

    public AliasBook(OutboxTables tables)
    {
        using var query = tables.Database.PrepareOnce("SELECT alias, device, name, data_type, retired_at FROM aliases ORDER BY alias");
        while (query.Step())
        {
            var metric = new Metric(query.Text(1), query.Text(2), (SparkplugDataType)query.Int64(3), query.UInt64(0))
            {
                RetiredAt = query.IsNull(4) ? null : query.UInt64(4),
            };
            Add(metric);
        }
    }

    public IEnumerable<Metric> All => _metrics.Values;

    public Metric this[string device, string name] => _metrics[(device, name)];

    /// <summary>The metric of an alias, for reading stored content back.</summary>
    public Metric? Find(ulong alias) => _byAlias.GetValueOrDefault(alias);

    /// <summary>
    /// Takes over the configured metrics, in the caller's transaction: new metrics get new aliases, metrics that are no longer
    /// configured are retired at <paramref name="lastSequence"/>, and metrics that came back are in use again.
    /// </summary>
    public void Configure(OutboxTables tables, IEnumerable<(string Device, string Name, SparkplugDataType DataType)> wanted, ulong lastSequence)
    {
        foreach (var metric in _metrics.Values) metric.IsConfigured = false;
        foreach (var (device, name, type) in WithOutboxMetrics(wanted.ToList()))
        {
            var known = _metrics.TryGetValue((device, name), out var metric);
            if (!known) Add(metric = new Metric(device, name, type, _lastAlias + 1) { IsNew = true });
            metric!.IsConfigured = true;
            if (known && metric.RetiredAt is null && metric.DataType == type) continue;
            (metric.RetiredAt, metric.DataType) = (null, type);
            tables.SaveAlias(metric);
        }

        foreach (var metric in _metrics.Values.Where(metric => !metric.IsConfigured && metric.RetiredAt is null))
        {
            metric.RetiredAt = lastSequence;
            tables.SaveAlias(metric);
        }
    }

    /// <summary>What a birth declares while rows from <paramref name="firstSequence"/> on are held.</summary>
    public EdgeNodeDefinition Define(ulong firstSequence)
    {
        var declared = _metrics.Values.Where(metric => metric.IsConfigured || metric.RetiredAt >= firstSequence).OrderBy(metric => metric.Alias);
        var zones = declared
            .Where(metric => metric.Device.Length > 0)
            .GroupBy(metric => metric.Device)
            .Select(zone => (zone.Key, Points(zone)));
        return EdgeNodeDefinition.Build((device, name) => this[device ?? "", name].Alias, [], zones);
    }

    /// <summary>The numbers of all rows fell by <paramref name="shift"/>; the caller's transaction has already changed the table.</summary>
    public void ShiftRetired(ulong shift)
    {
        foreach (var metric in _metrics.Values.Where(metric => metric.RetiredAt is not null))
            metric.RetiredAt -= Math.Min(metric.RetiredAt ?? 0, shift);
    }

    private void Add(Metric metric)
    {
        _metrics.Add((metric.Device, metric.Name), metric);
        _byAlias.Add(metric.Alias, metric);
        _lastAlias = Math.Max(_lastAlias, metric.Alias);
    }

    private static IEnumerable<(string Name, SparkplugDataType DataType)> Points(IEnumerable<Metric> metrics) =>
        metrics.Where(metric => !OutboxMetrics.Has(metric.Name)).Select(metric => (metric.Name, metric.DataType));

    private static List<(string Device, string Name, SparkplugDataType DataType)> WithOutboxMetrics(
        List<(string Device, string Name, SparkplugDataType DataType)> points)
    {
        List<(string Device, string Name, SparkplugDataType DataType)> all = [("", SessionMetrics.BirthSequence, SparkplugDataType.Int64)];
        all.AddRange(OutboxMetrics.OfNode.Select(metric => ("", metric.Name, metric.DataType)));
        foreach (var device in points.Select(point => point.Device).Distinct())
            all.AddRange(OutboxMetrics.OfZone.Select(metric => (device, metric.Name, metric.DataType)));
        all.AddRange(points);
        return all;
    }
}
