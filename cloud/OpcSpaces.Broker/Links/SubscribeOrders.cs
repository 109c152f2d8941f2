using System.Collections.Concurrent;
using MQTTnet.Packets;

namespace OpcSpaces.Broker.Links;

/// <summary>
/// MQTTnet's server sorts the filters of a SUBSCRIBE by QoS and answers in that order, while a SUBACK has its reason codes in the order of
/// the filters (MQTT 5 §3.9.3). This remembers the order of each SUBSCRIBE whose filters differ in QoS, and restores it.
/// </summary>
internal sealed class SubscribeOrders
{
    private readonly ConcurrentDictionary<ushort, int[]> _sortedBy = [];

    public void Keep(MqttSubscribePacket subscribe)
    {
        var filters = subscribe.TopicFilters;
        if (filters.Any(filter => filter.QualityOfServiceLevel != filters[0].QualityOfServiceLevel))
            _sortedBy[subscribe.PacketIdentifier] = [.. filters.Index().OrderByDescending(filter => filter.Item.QualityOfServiceLevel).Select(filter => filter.Index)];
    }

    public void Restore(MqttSubAckPacket answer)
    {
        if (!_sortedBy.TryRemove(answer.PacketIdentifier, out var order) || order.Length != answer.ReasonCodes.Count)
            return;
        var sorted = answer.ReasonCodes.ToArray();
        foreach (var (at, index) in order.Index())
            answer.ReasonCodes[index] = sorted[at];
    }
}
