namespace OpcSpaces.Broker.Messages;

/// <summary>The limit of levels: MQTT allows 65,536 in a topic or a filter, each of which costs memory in the tree of subscriptions.</summary>
internal static class TopicLevels
{
    public const int Most = 128;

    /// <summary>Whether a topic or a filter in UTF-8 has no more than <see cref="Most"/>.</summary>
    public static bool AreFew(ReadOnlySpan<byte> topic) => topic.Length < Most || topic.Count((byte)'/') < Most;

    /// <summary>The same for a text.</summary>
    public static bool AreFew(string topic) => topic.AsSpan().Count('/') < Most;
}
