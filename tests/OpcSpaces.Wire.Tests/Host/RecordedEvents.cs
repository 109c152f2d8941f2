using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.Host;

/// <summary>Records a host session's events, one line each.</summary>
internal sealed class RecordedEvents : IHostEvents
{
    private readonly List<string> _lines = [];

    public BirthCertificate? LastBirth { get; private set; }

    public byte[] LastPayload { get; private set; } = [];

    public IReadOnlyList<string> Lines => _lines;

    /// <summary>The events since the last call.</summary>
    public string[] Take()
    {
        var lines = _lines.ToArray();
        _lines.Clear();
        return lines;
    }

    public void NodeBorn(NodeState node, BirthCertificate certificate, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt) =>
        Add($"born {node.Name}", certificate, payload);

    public void DeviceBorn(DeviceState device, BirthCertificate certificate, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt) =>
        Add($"born {device.Node.Name}/{device.Device}", certificate, payload);

    public void Data(in HostData data) => Add(
        $"data {data.Node.Name}/{data.Device?.Device} {(data.HasOutbox ? $"{data.Epoch}:{data.Sequence}" : "foreign")}" +
        $"{(data.UnknownMetrics > 0 ? $" unknown {data.UnknownMetrics}" : "")}{(data.UnreadableMetrics > 0 ? $" unreadable {data.UnreadableMetrics}" : "")}" +
        $"{(data.Damage is null ? "" : " damaged")}",
        data.Certificate,
        data.Payload);

    public void NodeDied(NodeState node, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt) => Add($"died {node.Name}", null, payload);

    public void DeviceDied(DeviceState device, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt, DateTimeOffset diedAt) =>
        Add($"died {device.Node.Name}/{device.Device} at {diedAt.ToUnixTimeMilliseconds()}", null, payload);

    public void RebirthWanted(NodeState node, RebirthReason reason) => _lines.Add($"rebirth {node.Name} {reason}");

    public void Rejected(in SparkplugTopic topic, ReadOnlySpan<byte> payload, string reason, DateTimeOffset receivedAt)
    {
        _lines.Add($"rejected {topic}: {reason}");
        LastPayload = payload.ToArray();
    }

    private void Add(string line, BirthCertificate? certificate, ReadOnlySpan<byte> payload)
    {
        _lines.Add(line);
        LastBirth = certificate ?? LastBirth;
        LastPayload = payload.ToArray();
    }
}
