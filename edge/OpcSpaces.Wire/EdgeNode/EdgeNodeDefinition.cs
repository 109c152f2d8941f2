using OpcSpaces.Points;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Session;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.EdgeNode;

/// <summary>
/// Every metric that one edge node can send in a session. <c>bdSeq</c> and <c>Node Control/Rebirth</c> are not listed: the
/// session adds them (the latter never has an alias, tck-id-operational-behavior-data-commands-rebirth-name-aliases).
/// </summary>
public sealed record EdgeNodeDefinition(
    ulong BirthSequenceAlias, IReadOnlyList<MetricDefinition> NodeMetrics, IReadOnlyList<DeviceDefinition> Devices)
{
    /// <summary>
    /// Makes a definition from metrics and their aliases, and adds the outbox metrics that the contract requires.
    /// <paramref name="aliasOf"/> gets the device id (null for the node) and the metric name, and must always return the same number for them.
    /// </summary>
    public static EdgeNodeDefinition Build(
        Func<string?, string, ulong> aliasOf,
        IEnumerable<(string Name, SparkplugDataType DataType)> nodeMetrics,
        IEnumerable<(string Device, IEnumerable<(string Name, SparkplugDataType DataType)> Metrics)> devices)
    {
        MetricDefinition Define(string? device, string name, SparkplugDataType type) => new(name, aliasOf(device, name), type);

        List<MetricDefinition> node =
        [
            .. OutboxMetrics.OfNode.Select(metric => Define(null, metric.Name, metric.DataType)),
            .. nodeMetrics.Select(metric => Define(null, metric.Name, metric.DataType)),
        ];
        var zones = devices.Select(device => new DeviceDefinition(device.Device,
        [
            .. OutboxMetrics.OfZone.Select(metric => Define(device.Device, metric.Name, metric.DataType)),
            .. device.Metrics.Select(metric => Define(device.Device, metric.Name, metric.DataType)),
        ]));
        return new EdgeNodeDefinition(aliasOf(null, SessionMetrics.BirthSequence), node, [.. zones]);
    }

    /// <summary>Every fault of this definition; empty when it can be sent as a birth.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        var aliases = new Dictionary<ulong, string>();
        ClaimAlias(aliases, BirthSequenceAlias, SessionMetrics.BirthSequence, faults);
        Check("node", NodeMetrics, OutboxMetrics.OfNode, aliases, faults);
        var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var device in Devices)
        {
            if (EntityId.Fault(device.Id) is { } fault) faults.Add($"device '{device.Id}': {fault}");
            if (!ids.Add(device.Id)) faults.Add($"device '{device.Id}': another device has this id, or one that differs only by case");
            Check($"device '{device.Id}'", device.Metrics, OutboxMetrics.OfZone, aliases, faults);
        }

        return faults;
    }

    private static void Check(
        string owner, IReadOnlyList<MetricDefinition> metrics, IReadOnlyList<(string Name, SparkplugDataType DataType)> required,
        Dictionary<ulong, string> aliases, List<string> faults)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var metric in metrics)
        {
            var path = $"{owner} metric '{metric.Name}'";
            if (metric.Name.Length == 0) faults.Add($"{path}: the name is empty");
            if (!names.Add(metric.Name)) faults.Add($"{path}: another metric has this name, or one that differs only by case");
            if (SessionMetrics.IsReserved(metric.Name)) faults.Add($"{path}: the session adds this metric itself");
            ClaimAlias(aliases, metric.Alias, path, faults);
        }

        foreach (var (name, type) in required)
        {
            if (!metrics.Any(metric => metric.Name == name && metric.DataType == type))
                faults.Add($"{owner}: '{name}' as {type} is missing");
        }
    }

    private static void ClaimAlias(Dictionary<ulong, string> aliases, ulong alias, string path, List<string> faults)
    {
        if (!aliases.TryAdd(alias, path)) faults.Add($"{path}: alias {alias} already belongs to {aliases[alias]}");
    }
}

/// <summary>One zone as a Sparkplug device, with its <c>Outbox/Epoch</c> and <c>Outbox/Sequence</c> among the metrics.</summary>
public sealed record DeviceDefinition(string Id, IReadOnlyList<MetricDefinition> Metrics);

/// <summary>One metric as every birth declares it. The alias is unique within the edge node and is never used for another name.</summary>
public sealed record MetricDefinition(string Name, ulong Alias, SparkplugDataType DataType);
