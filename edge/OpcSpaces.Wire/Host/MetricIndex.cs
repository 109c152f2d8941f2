using System.Text;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Wire.Host;

/// <summary>
/// Finds a birth's metrics by alias or by name without allocating. Aliases that are close together, as in most births, are looked up
/// in an array, others in a dictionary. An alias that metrics of different names share is void; when metrics share a name the last one counts.
/// </summary>
internal sealed class MetricIndex
{
    private readonly ulong _firstAlias;
    private readonly BirthMetric?[] _dense = [];
    private readonly Dictionary<ulong, BirthMetric>? _sparse;
    private readonly Dictionary<byte[], BirthMetric>.AlternateLookup<ReadOnlySpan<byte>> _byName;
    private readonly Dictionary<ulong, BirthMetric[]>? _shared; // null for every birth that keeps to the specification

    public MetricIndex(IReadOnlyList<BirthMetric> metrics)
    {
        var byName = new Dictionary<byte[], BirthMetric>(metrics.Count, Utf8Comparer.Instance);
        foreach (var metric in metrics) byName[Encoding.UTF8.GetBytes(metric.Name)] = metric;
        _byName = byName.GetAlternateLookup<ReadOnlySpan<byte>>();

        var withAlias = metrics.Where(metric => metric.Alias is not null).ToArray();
        if (withAlias.Length == 0) return;
        _shared = Shared(withAlias);
        if (_shared is not null) withAlias = [.. withAlias.Where(metric => !_shared.ContainsKey(metric.Alias!.Value))];
        if (withAlias.Length == 0) return;
        _firstAlias = withAlias.Min(metric => metric.Alias!.Value);
        var span = withAlias.Max(metric => metric.Alias!.Value) - _firstAlias;
        if (span < (ulong)withAlias.Length * 4 + 64)
        {
            _dense = new BirthMetric?[span + 1];
            foreach (var metric in withAlias) _dense[metric.Alias!.Value - _firstAlias] = metric;
        }
        else
        {
            _sparse = [];
            foreach (var metric in withAlias) _sparse[metric.Alias!.Value] = metric;
        }
    }

    public BirthMetric? Find(ulong alias)
    {
        if (_sparse is not null) return _sparse.GetValueOrDefault(alias);
        var index = alias - _firstAlias;
        return index < (ulong)_dense.Length ? _dense[index] : null;
    }

    /// <summary>The metrics of different names that share an alias; empty for any other alias.</summary>
    public IReadOnlyList<BirthMetric> Sharing(ulong alias) => _shared?.GetValueOrDefault(alias) ?? [];

    private static Dictionary<ulong, BirthMetric[]>? Shared(BirthMetric[] withAlias)
    {
        var names = new Dictionary<ulong, string>(withAlias.Length);
        HashSet<ulong>? ambiguous = null;
        foreach (var metric in withAlias)
        {
            if (!names.TryAdd(metric.Alias!.Value, metric.Name) && names[metric.Alias.Value] != metric.Name) (ambiguous ??= []).Add(metric.Alias.Value);
        }

        return ambiguous?.ToDictionary(alias => alias, alias => withAlias.Where(metric => metric.Alias == alias).ToArray());
    }

    public BirthMetric? Find(ReadOnlySpan<byte> nameUtf8) => _byName.TryGetValue(nameUtf8, out var metric) ? metric : null;
}
