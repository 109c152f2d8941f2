using System.Text;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.Host;

/// <summary>A host application behind a <see cref="HostConnection"/>; it records every call.</summary>
internal sealed class HostUnderTest : IHostListener, IStateTimestampStore, IAsyncDisposable
{
    private readonly TimeSpan _deadline = Eventually.Patience;
    private readonly Lock _gate = new();
    private readonly List<string> _callbacks = [];
    private readonly HostSession _session = new(new HostSessionOptions());
    private readonly RecordedEvents _events = new();
    private readonly CancellationTokenSource _stop = new();
    private Task _run = Task.CompletedTask;

    public HostConnectionOptions Options { get; } = new();

    public FakeTime Time { get; } = new();

    public long? StoredTimestamp { get; set; }

    public HostConnection? Connection { get; private set; }

    public string[] Callbacks
    {
        get
        {
            lock (_gate)
                return [.. _callbacks];
        }
    }

    public void Start(IMqttConnector broker, TimeProvider? time = null)
    {
        Connection = new HostConnection(broker, Options, this, this, time ?? Time, new Random(1));
        _run = Task.Run(() => Connection.RunAsync(_stop.Token));
    }

    public static async Task<HostUnderTest> StartedAsync(IMqttConnector broker)
    {
        var host = new HostUnderTest();
        host.Start(broker);
        await host.UntilAsync(() => host.Connection!.IsOnline, "the host is online");
        return host;
    }

    public Task UntilAsync(Func<bool> condition, string what) => Eventually.ThatAsync(condition, _deadline, what, () => string.Join(", ", Callbacks));

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _run;
    }

    /// <summary>The events of the host session so far.</summary>
    public string[] SessionEvents
    {
        get
        {
            lock (_gate)
                return [.. _events.Lines];
        }
    }

    public NodeState Node
    {
        get
        {
            lock (_gate)
                return _session.Nodes.Single();
        }
    }

    public ValueTask OnMessage(ReadOnlySpan<byte> topicUtf8, ReadOnlySpan<byte> payload)
    {
        lock (_gate)
        {
            if (SparkplugTopic.TryParse(topicUtf8, out var topic, out _)) _session.Receive(topic, payload, Time.GetUtcNow(), _events);
        }

        Hear("message " + Encoding.UTF8.GetString(topicUtf8));
        return ValueTask.CompletedTask;
    }

    public void OnConnected()
    {
        lock (_gate)
            _session.Reset();
        Hear("connected");
    }

    public void OnOnline(long stateTimestampMs) => Hear($"online {stateTimestampMs}");

    public void OnOffline(string detail, TimeSpan retryIn) => Hear("offline");

    public void OnSuspicion(string what) => Hear($"suspicion {what}");

    public void OnUndelivered(string what) => Hear($"undelivered {what}");

    public long? Read() => StoredTimestamp;

    public void Write(long timestampMs) => StoredTimestamp = timestampMs;

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private void Hear(string line)
    {
        lock (_gate)
            _callbacks.Add(line);
    }
}
