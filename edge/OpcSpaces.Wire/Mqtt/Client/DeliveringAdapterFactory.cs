using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Implementations;

namespace OpcSpaces.Wire.Mqtt.Client;

/// <summary>Makes the one link of a client and keeps it where the connection can look at it.</summary>
internal sealed class DeliveringAdapterFactory(IMqttMessageHandler handler, HandlerFaults faults) : IMqttClientAdapterFactory
{
    private readonly MqttClientAdapterFactory _inner = new();

    internal DeliveringAdapter? Adapter { get; private set; }

    public IMqttChannelAdapter CreateClientAdapter(MqttClientOptions options, MqttPacketInspector packetInspector, IMqttNetLogger logger) =>
        Adapter = new DeliveringAdapter(_inner.CreateClientAdapter(options, packetInspector, logger), handler, faults);
}
