using System.Text;
using OpcSpaces.Broker.Messages;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Broker.Routing;

/// <summary>The last retained message of each topic (MQTT 5 §3.3.1.3). In memory only. Not thread-safe.</summary>
internal sealed class RetainedMessages(int most, long mostBytes)
{
    private readonly Dictionary<byte[], StoredMessage> _messages = new(Utf8Comparer.Instance);
    private long _bytes;

    /// <summary>Keeps the message in place of the topic's last one; an empty payload removes that. False when there is no room for a further topic or for its bytes; then nothing older is kept either.</summary>
    /// <param name="message">The message.</param>
    /// <param name="anyway">Whether it is kept whatever there is already: messages of this process itself.</param>
    public bool Keep(in PublishView message, bool anyway)
    {
        var byTopic = _messages.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (byTopic.Remove(message.Topic, out _, out var before))
            _bytes -= CostOf(before.Bytes);
        if (message.Payload.IsEmpty)
            return true;
        var cost = CostOf((long)message.Topic.Length + message.Properties.Length + message.Payload.Length);
        if (!anyway && (_messages.Count >= most || cost > mostBytes - _bytes))
            return false;
        _bytes += cost;
        byTopic[message.Topic] = new StoredMessage(message);
        return true;
    }

    private static long CostOf(long bytes) => bytes + StoredMessage.OverheadBytes;

    public List<StoredMessage> Find(string filter)
    {
        var utf8 = Encoding.UTF8.GetBytes(filter);
        if (!TopicFilter.HasWildcard(filter))
            return _messages.TryGetValue(utf8, out var message) ? [message] : [];
        return [.. _messages.Where(message => TopicFilter.Matches(utf8, message.Key)).Select(message => message.Value)];
    }
}
