using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Wire.EdgeNode;

/// <summary>Topics and aliases of the last births, in the form that publishing needs. Immutable; replaced as a whole at a rebirth.</summary>
internal sealed class BornNode
{
    private readonly DataTarget _node;
    private readonly Dictionary<string, DataTarget> _devices;

    public BornNode(EdgeNodeTopics topics, BirthSnapshot snapshot)
    {
        Outbox = snapshot.Outbox;
        var metrics = snapshot.Definition.NodeMetrics;
        _node = new DataTarget(topics.NodeData, AliasOf(metrics, OutboxMetrics.Epoch), AliasOf(metrics, OutboxMetrics.Sequence));
        CommittedAlias = AliasOf(metrics, OutboxMetrics.Committed);
        CommittedChainAlias = AliasOf(metrics, OutboxMetrics.CommittedChain);
        _devices = snapshot.Definition.Devices.ToDictionary(
            device => device.Id,
            device => new DataTarget(
                topics.DeviceData(device.Id), AliasOf(device.Metrics, OutboxMetrics.Epoch), AliasOf(device.Metrics, OutboxMetrics.Sequence)));
    }

    public OutboxPosition Outbox { get; }

    public ulong EpochAlias => _node.EpochAlias;

    public ulong CommittedAlias { get; }

    public ulong CommittedChainAlias { get; }

    public IReadOnlyCollection<string> Devices => _devices.Keys;

    public DataTarget TargetOf(string? device)
    {
        if (device is null) return _node;
        return _devices.TryGetValue(device, out var target)
            ? target
            : throw new ArgumentException($"Device '{device}' was not in the last birth.", nameof(device));
    }

    private static ulong AliasOf(IReadOnlyList<MetricDefinition> metrics, string name) =>
        metrics.First(metric => metric.Name == name).Alias;
}

/// <summary>The topic for batches of one zone or of the node itself, and the aliases of their epoch and sequence.</summary>
internal sealed record DataTarget(string Topic, ulong EpochAlias, ulong SequenceAlias);
