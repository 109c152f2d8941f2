using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Wire.Tests.Mqtt;

/// <summary>What the contract tests of the broker connection share: a broker of their own and every library that is there.</summary>
public abstract class MqttContract : IAsyncLifetime
{
    protected static readonly TimeSpan Soon = Eventually.Patience;

    private readonly List<IMqttConnection> _connections = [];
    private int _clients;

    public static TheoryData<MqttLibrary> Libraries => [.. MqttConnectors.Available];

    protected MosquittoBroker Broker { get; private set; } = null!;

    protected virtual MosquittoOptions BrokerOptions => new();

    public virtual async Task InitializeAsync() => Broker = await MosquittoBroker.StartAsync(BrokerOptions);

    public virtual async Task DisposeAsync()
    {
        foreach (var connection in _connections)
            await connection.DisposeAsync();
        await Broker.DisposeAsync();
    }

    protected IMqttConnector Connector(MqttLibrary library, int? port = null) =>
        MqttConnectors.Create(new MqttEndpointOptions { Port = port ?? Broker.Port, Library = library });

    protected MqttSessionOptions Session(MqttWill? will = null) =>
        new() { ClientId = $"client-{Interlocked.Increment(ref _clients)}", Will = will, ConnectTimeoutSeconds = (int)Soon.TotalSeconds };

    protected Task<IMqttConnection> ConnectAsync(MqttLibrary library, MqttWill? will = null) =>
        ConnectAsync(library, new RecordingHandler(), Session(will));

    private protected async Task<IMqttConnection> ConnectAsync(
        MqttLibrary library, RecordingHandler handler, MqttSessionOptions? session = null, int? port = null)
    {
        var connection = await Connector(library, port).ConnectAsync(session ?? Session(), handler);
        lock (_connections)
            _connections.Add(connection);
        return connection;
    }

    /// <summary>A connection that has subscribed to <paramref name="filter"/>, and what it receives.</summary>
    private protected async Task<(IMqttConnection Connection, RecordingHandler Handler)> ListenAsync(
        MqttLibrary library, string filter, MqttQos qos = MqttQos.AtMostOnce, Func<ReceivedMessage, ValueTask>? first = null)
    {
        var handler = new RecordingHandler(first);
        var connection = await ConnectAsync(library, handler);
        await connection.SubscribeAsync([new MqttSubscription(filter, qos)]);
        return (connection, handler);
    }

    private protected static Task ReceivedAsync(RecordingHandler handler, int count) =>
        Eventually.ThatAsync(() => handler.Count >= count, Soon, $"{count} messages", () => $"{handler.Count} messages");
}
