using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Session;

namespace OpcSpaces.Ingest.Testing;

/// <summary>A simulated gateway on a real broker: follows STATE, rebirth requests and watermarks, and sends what it has.</summary>
internal sealed class ConnectedGateway(SimulatedGateway model, int brokerPort) : IMqttMessageHandler, IAsyncDisposable
{
    private readonly Lock _gate = new(); // guards the model and what follows
    private readonly SemaphoreSlim _work = new(1);
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;
    private IMqttConnection? _connection;
    private bool _isHostOnline;
    private bool _wantsBirths;

    public void Start() => _running = Task.Run(RunAsync);

    public void Append(int batches, int readings = 5)
    {
        lock (_gate)
        {
            for (var i = 0; i < batches; i++)
                model.Append(readings);
        }
        _work.Release();
    }

    /// <summary>Runs on the model while nothing else does.</summary>
    public T Locked<T>(Func<SimulatedGateway, T> look)
    {
        lock (_gate)
            return look(model);
    }

    public Task LevelAsync(string what) => Eventually.ThatAsync(
        () => Locked(g => g.IsLevel), Eventually.Patience, what, () => Locked(g => $"{g.Committed} of {g.Last}"));

    public ValueTask OnMessage(ReadOnlySpan<byte> topicUtf8, ReadOnlySpan<byte> payload, bool retained)
    {
        lock (_gate)
        {
            if (HostState.TryParse(payload, out var state))
                (_isHostOnline, _wantsBirths) = (state.Online, state.Online);
            else if (CommittedCommand.TryDecode(payload, out var command, SimulatedGateway.NodeEpochAlias, 4, SimulatedGateway.ChainAlias))
                OnCommitted(command);
            else
                _wantsBirths = true;
        }
        _work.Release();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _work.Release();
        await _running;
        _stop.Dispose();
        _work.Dispose();
    }

    private void OnCommitted(CommittedCommand watermark)
    {
        var epoch = model.Epoch;
        model.OnCommitted(watermark);
        _wantsBirths |= model.Epoch != epoch;
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await RunSessionAsync();
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The broker is away, or the test is over.
            }
            if (_connection is not null)
                await _connection.DisposeAsync();
            _connection = null;
        }
    }

    private async Task RunSessionAsync()
    {
        _connection = await MqttConnector.Create(new MqttEndpointOptions { Port = brokerPort })
            .ConnectAsync(new MqttSessionOptions { ClientId = model.Name.Replace('/', '-') }, this, _stop.Token);
        // Before subscribing: the retained STATE comes with the SUBACK, and says that the host is online.
        lock (_gate)
        {
            _ = model.Disconnect();
            _ = model.Connect().First();
            (_isHostOnline, _wantsBirths) = (false, false);
        }
        await _connection.SubscribeAsync(
            [new($"spBv1.0/{model.Group}/NCMD/{model.Node}", MqttQos.AtLeastOnce), new("spBv1.0/STATE/opcspaces", MqttQos.AtLeastOnce)],
            _stop.Token);
        while (!_connection.Closed.IsCompleted && !_stop.IsCancellationRequested)
        {
            foreach (var message in TakeWork())
                await _connection.PublishAsync(message.Topic, message.Payload, MqttQos.AtMostOnce, retain: false, _stop.Token);
            // A lost watermark shows as no progress: after a second the gateway is born again and goes back.
            if (!await _work.WaitAsync(TimeSpan.FromSeconds(1), _stop.Token) && !Locked(g => g.IsLevel))
                _wantsBirths = true;
        }
    }

    private List<WireMessage> TakeWork()
    {
        lock (_gate)
        {
            if (!_isHostOnline)
                return [];
            var messages = _wantsBirths ? model.Births().ToList() : [];
            _wantsBirths = false;
            messages.AddRange(model.Send(200));
            return messages;
        }
    }
}
