using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Wire.EdgeNode;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Session;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.EdgeNode;

/// <summary>A gateway of two zones behind an <see cref="EdgeNodeRunner"/>; it records every call.</summary>
internal sealed class GatewayUnderTest : IBirthSource, ICommandHandler, ISessionListener, IBirthSequenceStore, IAsyncDisposable
{
    public const string Host = "opcspaces";
    private readonly TimeSpan _deadline = Eventually.Patience;
    private readonly CancellationTokenSource _stop = new();
    private readonly Dictionary<(string?, string), ulong> _aliases = [];
    private Task _run = Task.CompletedTask;

    public GatewayUnderTest(EdgeNodeOptions? options = null)
    {
        Options = options ?? new EdgeNodeOptions { Group = "nanshan", EdgeNode = "gw7", PrimaryHost = "" };
        Definition = Define("zone1", "zone2");
        Values[Alias("zone1", "desk/1/occupied")] = new Reading(1_000, PointValue.Of(true));
        Values[Alias("zone1", "meter/1/energy")] = new Reading(1_001, PointValue.Of(4711UL), QualityCode.Stale);
    }

    public EdgeNodeOptions Options { get; }

    public FakeTime Time { get; } = new();

    public List<IMqttConnector> Brokers { get; } = [];

    public EdgeNodeDefinition Definition { get; set; }

    public OutboxPosition Position { get; set; } = new(0x0123456789ABCDEF, 40, 11, 30);

    public Dictionary<ulong, Reading> Values { get; } = [];

    public byte? StoredBirthSequence { get; set; }

    public List<(ulong Epoch, ulong Sequence)> Committed { get; } = [];

    /// <summary>What the session said while it waited for its host.</summary>
    public System.Collections.Concurrent.ConcurrentQueue<HostAwaited> Waits { get; } = new();

    public List<string> Callbacks { get; } = [];

    public EdgeNodeSession? Session { get; private set; }

    public SessionEnd? LastEnd { get; private set; }

    public EdgeNodeRunner? Runner { get; private set; }

    public ulong Alias(string? device, string name) =>
        _aliases.TryGetValue((device, name), out var alias) ? alias : _aliases[(device, name)] = (ulong)_aliases.Count + 1;

    public EdgeNodeDefinition Define(params string[] zones) => EdgeNodeDefinition.Build(
        Alias,
        [("Health/Load", SparkplugDataType.Float)],
        zones.Select(zone => (zone, (IEnumerable<(string, SparkplugDataType)>)
            [("desk/1/occupied", SparkplugDataType.Boolean), ("meter/1/energy", SparkplugDataType.UInt64)])));

    public static async Task<GatewayUnderTest> StartedAsync(FakeBroker broker)
    {
        var gateway = new GatewayUnderTest();
        gateway.Start(broker);
        await gateway.UntilInSessionAsync();
        return gateway;
    }

    public void Start(params IMqttConnector[] brokers) => Start(Time, brokers);

    public void Start(TimeProvider time, params IMqttConnector[] brokers)
    {
        Brokers.AddRange(brokers);
        Runner = new EdgeNodeRunner(Options, Brokers, this, this, this, this, time, new Random(1));
        _run = Task.Run(() => Runner.RunAsync(_stop.Token));
    }

    public Task UntilInSessionAsync() => UntilAsync(() => Session is not null, "the births are out");

    public Task UntilAsync(Func<bool> condition, string what) => Eventually.ThatAsync(condition, _deadline, what);

    /// <summary>Waits until the runner pauses, then advances time until it connects to <paramref name="next"/>.</summary>
    public async Task PassPauseAsync(FakeBroker next)
    {
        await UntilAsync(() => Time.ActiveTimers > 0, "the runner pauses between two connections");
        var connects = next.Connects.Count;
        for (var ms = 0; next.Connects.Count == connects && ms <= Options.LongestReconnectDelayMs; ms++)
        {
            Time.Advance(TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        await UntilAsync(() => next.Connects.Count > connects, "the next CONNECT");
    }

    /// <summary>One reading of zone 1 as a batch's content.</summary>
    public ReadOnlyMemory<byte> Content(string zone = "zone1", long timestampMs = 2_000, bool occupied = true)
    {
        var writer = new ContentWriter();
        writer.Append(Alias(zone, "desk/1/occupied"), SparkplugDataType.Boolean, new Reading(timestampMs, PointValue.Of(occupied)));
        return writer.Written.ToArray();
    }

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _run;
    }

    /// <summary>For runs that end by themselves, with the exception that ended them.</summary>
    public Task StopAsyncAfterItsEnd() => _run.WaitAsync(_deadline);

    public BirthSnapshot Capture() => new(Definition, Position, Values);

    public void OnCommitted(CommittedCommand watermark) => Committed.Add((watermark.Epoch, watermark.Committed));

    public void OnRebirthRequested() => Callbacks.Add("rebirth requested");

    public void OnHostAwaited(HostAwaited wait) => Waits.Enqueue(wait);

    public void OnSessionStarted(EdgeNodeSession session)
    {
        Callbacks.Add("started");
        Session = session;
    }

    public void OnReborn(EdgeNodeSession session) => Callbacks.Add("reborn");

    public void OnSessionEnded(EdgeNodeSession? session, SessionEnd ending)
    {
        Callbacks.Add("ended");
        (Session, LastEnd) = (null, ending);
    }

    public byte? Read() => StoredBirthSequence;

    public void Write(byte birthSequence) => StoredBirthSequence = birthSequence;

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    public static string State(bool online, long timestampMs) =>
        System.Text.Encoding.UTF8.GetString(new HostState(online, timestampMs).ToUtf8());
}
