using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Host;

/// <summary>
/// What a host session tells, in the order of arrival and on the caller's thread. Spans are valid during the call only.
/// </summary>
public interface IHostEvents
{
    /// <summary>A new session or a rebirth: devices are stale until their own births, and hold the certificates of before until then.</summary>
    void NodeBorn(NodeState node, BirthCertificate certificate, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt);

    void DeviceBorn(DeviceState device, BirthCertificate certificate, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt);

    void Data(in HostData data);

    /// <summary>The node and all of its devices are offline and everything that they told is stale, by the host's clock.</summary>
    void NodeDied(NodeState node, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt);

    /// <summary>The device is offline and what it told is stale, by <paramref name="diedAt"/> out of the message.</summary>
    void DeviceDied(DeviceState device, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt, DateTimeOffset diedAt);

    /// <summary>The node should be sent a rebirth request now; already limited in rate.</summary>
    void RebirthWanted(NodeState node, RebirthReason reason);

    /// <summary>The message was not taken: it cannot be read or something would grow out of bounds.</summary>
    void Rejected(in SparkplugTopic topic, ReadOnlySpan<byte> payload, string reason, DateTimeOffset receivedAt);
}
