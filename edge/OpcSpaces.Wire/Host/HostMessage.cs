using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Host;

/// <summary>One message that a host session handles.</summary>
internal readonly ref struct HostMessage(in SparkplugTopic topic, ReadOnlySpan<byte> payload, DateTimeOffset receivedAt, IHostEvents sink)
{
    public SparkplugTopic Topic { get; } = topic;

    public ReadOnlySpan<byte> Payload { get; } = payload;

    public DateTimeOffset ReceivedAt { get; } = receivedAt;

    public IHostEvents Sink { get; } = sink;

    public void Reject(string reason) => Sink.Rejected(Topic, Payload, reason, ReceivedAt);
}
