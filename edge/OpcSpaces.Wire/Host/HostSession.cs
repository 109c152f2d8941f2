using OpcSpaces.Wire.Counting;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Host;

/// <summary>
/// The session state of every edge node that a host application receives messages from: births with their aliases, deaths, lost
/// messages, rebirth requests (Sparkplug 3.0 §5). Pure: no I/O and no clock. Data is handed on at once and in the order of arrival,
/// whatever its <c>seq</c> is; <c>seq</c> only decides whether births are asked for again. Belongs to one thread, except its counters.
/// </summary>
public sealed class HostSession(HostSessionOptions options)
{
    private readonly Dictionary<(string Group, string EdgeNode), NodeState> _nodes = [];
    private readonly HashSet<NodeState> _waiting = [];
    private readonly BirthInspection _inspection = new(Valid(options));
    private readonly List<NodeState> _due = [];

    /// <summary>Tolerated mistakes of peers so far, by kind.</summary>
    public EventCounters<PeerFault> Faults => _inspection.Faults;

    /// <summary>Every node that sent a message since the last <see cref="Reset"/>.</summary>
    public IReadOnlyCollection<NodeState> Nodes => _nodes.Values;

    /// <summary>Handles one message; commands and STATE are ignored.</summary>
    public void Receive(in SparkplugTopic topic, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt, IHostEvents sink)
    {
        var message = new HostMessage(topic, payload, receivedAt, sink);
        switch (topic.Type)
        {
            case SparkplugMessageType.NodeData or SparkplugMessageType.DeviceData:
                if (TryFindNode(message, out var node)) OnData(node, message);
                break;
            case SparkplugMessageType.NodeBirth:
                if (TryFindNode(message, out node)) OnNodeBirth(node, message);
                break;
            case SparkplugMessageType.DeviceBirth:
                if (TryFindNode(message, out node)) OnDeviceBirth(node, message);
                break;
            case SparkplugMessageType.NodeDeath:
                if (_nodes.TryGetValue((topic.Group, topic.EdgeNode), out node)) OnNodeDeath(node, message);
                break;
            case SparkplugMessageType.DeviceDeath:
                if (TryFindNode(message, out node)) OnDeviceDeath(node, message);
                break;
        }
    }

    /// <summary>Checks the timers; call it a few times per second.</summary>
    public void Tick(DateTimeOffset now, IHostEvents sink)
    {
        _due.Clear();
        _due.AddRange(_waiting);
        foreach (var node in _due) Tick(node, now, sink);
    }

    /// <summary>
    /// Forgets everything but the counters; call it when the host's own connection was lost and births may have been missed. Raises no
    /// event: the caller must treat all values as unknown until the next births.
    /// </summary>
    public void Reset()
    {
        _nodes.Clear();
        _waiting.Clear();
        _inspection.Clear();
    }

    private void Tick(NodeState node, DateTimeOffset now, IHostEvents sink)
    {
        if (node.Seq.MissingSince is { } since && now - since >= TimeSpan.FromMilliseconds(options.ReorderTimeoutMs))
        {
            node.Seq.Stop();
            WantRebirth(node, RebirthReason.SequenceGap, now, sink);
        }
        else if (node.Rebirths.Outstanding is { } reason)
        {
            // Only a node that still sends is asked again: a silent one is dead or about to send its births.
            if (node.LastHeard >= now.AddMilliseconds(-options.LongestRebirthPauseMs)) WantRebirth(node, reason, now, sink);
            else node.Rebirths.Clear();
        }

        if (!node.IsOnline && node.Certificate is null)
        {
            if (node.LastHeard < now.AddSeconds(-options.ForgetUnbornAfterSeconds)) Forget(node);
        }
        else if (node.Seq.MissingSince is null && node.Rebirths.Outstanding is null)
        {
            _waiting.Remove(node);
        }
    }

    private void Forget(NodeState node)
    {
        _waiting.Remove(node);
        _nodes.Remove((node.Group, node.EdgeNode));
    }

    private bool TryFindNode(in HostMessage message, out NodeState node)
    {
        if (!_nodes.TryGetValue((message.Topic.Group, message.Topic.EdgeNode), out node!))
        {
            if (_nodes.Count >= options.MaxNodes)
            {
                message.Reject($"there are already {options.MaxNodes} edge nodes");
                return false;
            }

            node = new NodeState(message.Topic.Group, message.Topic.EdgeNode);
            _nodes.Add((node.Group, node.EdgeNode), node);
            _waiting.Add(node);
        }

        node.LastHeard = message.ReceivedAt;
        return true;
    }

    private void OnNodeBirth(NodeState node, in HostMessage message)
    {
        if (!_inspection.TryReadNodeBirth(node, message, out var certificate, out var seq))
        {
            WantRebirth(node, RebirthReason.BirthRejected, message.ReceivedAt, message.Sink);
            return;
        }

        foreach (var device in node.Devices) MarkStale(device, message.ReceivedAt);
        node.Certificate = certificate;
        node.IsOnline = true;
        node.StaleSince = null;
        node.Seq.Start(seq);
        node.Rebirths.Clear();
        message.Sink.NodeBorn(node, certificate, message.Payload, message.ReceivedAt);
    }

    private void OnDeviceBirth(NodeState node, in HostMessage message)
    {
        if (!IsBorn(node, message)) return;
        var id = message.Topic.Device!;
        var device = node.FindDevice(id);
        if (device is null && node.Devices.Count >= options.MaxDevicesPerNode)
        {
            Observe(node, null, message, isReadable: false);
            message.Reject($"{node.Name} already has {options.MaxDevicesPerNode} devices");
            return;
        }

        if (!_inspection.TryReadDeviceBirth(device?.Certificate, message, out var certificate, out var seq))
        {
            Observe(node, null, message, isReadable: false);
            WantRebirth(node, RebirthReason.BirthRejected, message.ReceivedAt, message.Sink);
            return;
        }

        device ??= node.AddDevice(id);
        device.Certificate = certificate;
        device.IsOnline = true;
        device.StaleSince = null;
        Observe(node, seq, message);
        message.Sink.DeviceBorn(device, certificate, message.Payload, message.ReceivedAt);
    }

    private void OnData(NodeState node, in HostMessage message)
    {
        if (!IsBorn(node, message)) return;
        var device = message.Topic.Device is { } id ? node.FindDevice(id) : null;
        var certificate = message.Topic.Device is null ? node.Certificate : device is { IsOnline: true } ? device.Certificate : null;
        var scan = DataScan.Of(message.Payload, certificate, Faults, message.ReceivedAt.ToUnixTimeMilliseconds());
        Observe(node, scan.Seq, message, isReadable: scan.Damage is null);
        if (certificate is null)
        {
            Faults.Add(PeerFault.BeforeDeviceBirth);
            WantRebirth(node, RebirthReason.DeviceNotBorn, message.ReceivedAt, message.Sink);
            return;
        }

        ulong epoch = 0, sequence = 0;
        var hasOutbox = certificate.HasOutbox && OutboxMessageReader.TryRead(
            message.Payload, certificate.EpochAlias!.Value, certificate.SequenceAlias!.Value, out epoch, out sequence);
        if (scan.Damage is not null && !hasOutbox)
        {
            message.Reject(scan.Damage);
            return;
        }

        if (scan.Damage is not null) Faults.Add(PeerFault.DamagedPayload);
        message.Sink.Data(new HostData
        {
            Node = node,
            Device = device,
            Certificate = certificate,
            HasOutbox = hasOutbox,
            Epoch = epoch,
            Sequence = sequence,
            Payload = message.Payload,
            ReceivedAt = message.ReceivedAt,
            Metrics = scan.Metrics,
            UnknownMetrics = scan.Unknown,
            UnreadableMetrics = scan.Unreadable,
            Damage = scan.Damage,
        });
        if (scan.Unknown > 0) WantRebirth(node, RebirthReason.UnknownMetric, message.ReceivedAt, message.Sink);
    }

    private void OnNodeDeath(NodeState node, in HostMessage message)
    {
        node.LastHeard = message.ReceivedAt;
        // An intended end brings the NDEATH twice, published and as the Will; only the first one finds the node online.
        if (!_inspection.IsDeathOf(node, message) || !node.IsOnline) return;
        node.IsOnline = false;
        node.StaleSince = message.ReceivedAt;
        foreach (var device in node.Devices) MarkStale(device, message.ReceivedAt);
        node.Seq.Stop();
        node.Rebirths.Clear();
        message.Sink.NodeDied(node, message.Payload, message.ReceivedAt);
    }

    private void OnDeviceDeath(NodeState node, in HostMessage message)
    {
        if (!IsBorn(node, message)) return;
        if (!_inspection.TryReadDeviceDeath(message, out var diedAt, out var seq))
        {
            Observe(node, null, message, isReadable: false);
            return;
        }

        Observe(node, seq, message);
        if (node.FindDevice(message.Topic.Device!) is not { IsOnline: true } device)
        {
            Faults.Add(PeerFault.BeforeDeviceBirth);
            return;
        }

        MarkStale(device, diedAt);
        message.Sink.DeviceDied(device, message.Payload, message.ReceivedAt, diedAt);
    }

    private bool IsBorn(NodeState node, in HostMessage message)
    {
        if (node.IsOnline) return true;
        Faults.Add(PeerFault.BeforeNodeBirth);
        WantRebirth(node, RebirthReason.NodeNotBorn, message.ReceivedAt, message.Sink);
        return false;
    }

    private void Observe(NodeState node, ulong? seq, in HostMessage message, bool isReadable = true)
    {
        if (!isReadable)
        {
            node.Seq.ObserveUnreadable(message.ReceivedAt);
        }
        else if (seq is null or > byte.MaxValue)
        {
            Faults.Add(seq is null ? PeerFault.SeqMissing : PeerFault.SeqOutOfRange);
        }
        else if (!node.Seq.Observe((byte)seq, message.ReceivedAt))
        {
            Faults.Add(PeerFault.SeqOutOfOrder);
            _waiting.Add(node);
        }
    }

    private void WantRebirth(NodeState node, RebirthReason reason, DateTimeOffset now, IHostEvents sink)
    {
        _waiting.Add(node);
        if (!node.Rebirths.MayRequestAt(now))
        {
            node.Rebirths.RequestLater(reason);
            return;
        }

        node.Rebirths.Requested(reason, now, options);
        sink.RebirthWanted(node, reason);
    }

    private static void MarkStale(DeviceState device, DateTimeOffset since)
    {
        if (!device.IsOnline) return;
        device.IsOnline = false;
        device.StaleSince = since;
    }

    private static HostSessionOptions Valid(HostSessionOptions options) =>
        options.Faults() is { Count: > 0 } faults ? throw new ArgumentException(string.Join("; ", faults), nameof(options)) : options;
}
