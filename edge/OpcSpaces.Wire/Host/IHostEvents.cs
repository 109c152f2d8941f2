using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Host;

/// <summary>
/// A host session's events, in the order of arrival and on the caller's thread. Spans are valid during the call only.
/// </summary>
public interface IHostEvents
{
    /// <summary>A new session or a rebirth. Devices are stale until their own births and keep their earlier certificates until then.</summary>
    void NodeBorn(NodeState node, BirthCertificate certificate, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt);

    void DeviceBorn(DeviceState device, BirthCertificate certificate, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt);

    void Data(in HostData data);

    /// <summary>The node and all of its devices are offline, and all of their values are stale since <paramref name="receivedAt"/> (the host's clock).</summary>
    void NodeDied(NodeState node, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt);

    /// <summary>The device is offline, and its values are stale since <paramref name="diedAt"/>, the message's own time.</summary>
    void DeviceDied(DeviceState device, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt, DateTimeOffset diedAt);

    /// <summary>A rebirth request should be sent to the node now. The rate is already limited.</summary>
    void RebirthWanted(NodeState node, RebirthReason reason);

    /// <summary>The message was rejected: it cannot be read, or it would exceed a limit.</summary>
    void Rejected(in SparkplugTopic topic, ReadOnlySpan<byte> payload, string reason, DateTimeOffset receivedAt);
}
