namespace OpcSpaces.Ingest.Receiving;

/// <summary>What the network threads hand to the ingest loop.</summary>
internal enum MessageKind
{
    /// <summary>A message on a Sparkplug topic.</summary>
    Sparkplug,

    /// <summary>A message whose topic cannot be read; <see cref="ReceivedMessage.Text"/> says why, after the topic.</summary>
    BadTopic,

    /// <summary>The connection to the broker was lost: nothing is known of any gateway until its next birth.</summary>
    ConnectionLost,
}
