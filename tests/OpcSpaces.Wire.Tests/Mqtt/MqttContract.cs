using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;

namespace OpcSpaces.Wire.Tests.Mqtt;

/// <summary>What the contract tests of the broker connection share: each test has a real broker of its own, which <paramref name="start"/> starts.</summary>
public abstract class MqttContract(Func<Task<IContractBroker>> start) : IAsyncLifetime
{
    protected static readonly TimeSpan Soon = Eventually.Patience;

    private readonly List<IMqttConnection> _connections = [];
    private int _clients;

    protected IContractBroker Broker { get; private set; } = null!;

    public virtual async Task InitializeAsync() => Broker = await StartBrokerAsync();

    public virtual async Task DisposeAsync()
    {
        foreach (var connection in _connections)
            await connection.DisposeAsync();
        await Broker.DisposeAsync();
    }

    protected virtual Task<IContractBroker> StartBrokerAsync() => start();

    protected IMqttConnector Connector(int? port = null) =>
        MqttConnector.Create(new MqttEndpointOptions { Port = port ?? Broker.Port });

    protected MqttSessionOptions Session(MqttWill? will = null) =>
        new() { ClientId = $"client-{Interlocked.Increment(ref _clients)}", Will = will, ConnectTimeoutSeconds = (int)Soon.TotalSeconds };

    protected Task<IMqttConnection> ConnectAsync(MqttWill? will = null) =>
        ConnectAsync(new RecordingHandler(), Session(will));

    private protected async Task<IMqttConnection> ConnectAsync(
        RecordingHandler handler, MqttSessionOptions? session = null, int? port = null)
    {
        var connection = await Connector(port).ConnectAsync(session ?? Session(), handler);
        lock (_connections)
            _connections.Add(connection);
        return connection;
    }

    /// <summary>A connection that has subscribed to <paramref name="filter"/>, and what it receives.</summary>
    private protected async Task<(IMqttConnection Connection, RecordingHandler Handler)> ListenAsync(
        string filter, MqttQos qos = MqttQos.AtMostOnce, Func<ReceivedMessage, ValueTask>? first = null)
    {
        var handler = new RecordingHandler(first);
        var connection = await ConnectAsync(handler);
        await connection.SubscribeAsync([new MqttSubscription(filter, qos)]);
        return (connection, handler);
    }

    private protected static Task ReceivedAsync(RecordingHandler handler, int count) =>
        Eventually.ThatAsync(() => handler.Count >= count, Soon, $"{count} messages", () => $"{handler.Count} messages");
}
