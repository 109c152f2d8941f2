using System.Text;
using OpcSpaces.Broker.Messages;

namespace OpcSpaces.Broker.Routing;

/// <summary>The last retained message of each topic (MQTT 5 §3.3.1.3). In memory only. Not thread-safe.</summary>
internal sealed class RetainedMessages(int most)
{
    private readonly Dictionary<byte[], StoredMessage> _messages = new(Utf8Key.Comparer);

    /// <summary>Keeps the message in place of the topic's last one; an empty payload removes that. False when there is no room for a further topic.</summary>
    public bool Keep(in PublishView message)
    {
        var byTopic = _messages.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (message.Payload.IsEmpty)
            byTopic.Remove(message.Topic);
        else if (_messages.Count < most || byTopic.ContainsKey(message.Topic))
            byTopic[message.Topic] = new StoredMessage(message);
        else
            return false;
        return true;
    }

    public List<StoredMessage> Find(string filter)
    {
        var utf8 = Encoding.UTF8.GetBytes(filter);
        if (!TopicFilter.HasWildcard(filter))
            return _messages.TryGetValue(utf8, out var message) ? [message] : [];
        return [.. _messages.Where(message => TopicFilter.Matches(utf8, message.Key)).Select(message => message.Value)];
    }
}
