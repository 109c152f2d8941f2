using OpcSpaces.Broker;
using OpcSpaces.Broker.Settings;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;

namespace OpcSpaces.EndToEnd.Tests.Peers;

/// <summary>A broker that programs of others meet ours at: Mosquitto, or the embedded one, where our host has no network to it.</summary>
internal sealed class PeerBroker : IAsyncDisposable
{
    private readonly IAsyncDisposable _broker;

    private PeerBroker(IAsyncDisposable broker, int port, IMqttConnector hostConnector) => (_broker, Port, HostConnector) = (broker, port, hostConnector);

    public int Port { get; }

    public IMqttConnector HostConnector { get; }

    public static async Task<PeerBroker> StartAsync(BrokerKind kind)
    {
        if (kind == BrokerKind.Mosquitto)
        {
            var mosquitto = await MosquittoBroker.StartAsync();
            return new PeerBroker(mosquitto, mosquitto.Port, MqttConnector.Create(new MqttEndpointOptions { Port = mosquitto.Port }));
        }

        var embedded = new EmbeddedBroker(new BrokerOptions { Port = FreePort.Next() }, TimeProvider.System);
        await embedded.StartAsync();
        return new PeerBroker(embedded, embedded.Port, embedded.Connector);
    }

    public ValueTask DisposeAsync() => _broker.DisposeAsync();
}
