using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Ingest.Receiving;

/// <summary>One message as it came, with the copy of its bytes that goes on into the journal unchanged.</summary>
internal readonly record struct ReceivedMessage(
    MessageKind Kind, SparkplugTopic Topic, string? Text, byte[] Payload, DateTimeOffset ReceivedAt)
{
    public static ReceivedMessage Lost(string why, DateTimeOffset at) => new(MessageKind.ConnectionLost, default, why, [], at);
}
