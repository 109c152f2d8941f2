using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Ingest.Messages;

/// <summary>One message as it came, with the copy of its bytes that goes unchanged into the journal.</summary>
internal readonly record struct ReceivedMessage(
    MessageKind Kind, SparkplugTopic Topic, string? Text, byte[] Payload, DateTimeOffset ReceivedAt)
{
    public static ReceivedMessage Lost(string why, DateTimeOffset at) => new(MessageKind.ConnectionLost, default, why, [], at);
}

/// <summary>What the network threads hand to the ingest loop.</summary>
internal enum MessageKind
{
    /// <summary>A message on a Sparkplug topic.</summary>
    Sparkplug,

    /// <summary>A message whose topic cannot be read; <see cref="ReceivedMessage.Text"/> has the topic and the reason.</summary>
    BadTopic,

    /// <summary>The connection to the broker was lost: nothing is known of any gateway until its next birth.</summary>
    ConnectionLost,
}
