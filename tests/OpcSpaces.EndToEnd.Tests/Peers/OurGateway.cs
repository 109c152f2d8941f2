using System.Collections.Concurrent;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Wire.EdgeNode;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.EndToEnd.Tests.Peers;

/// <summary>Our edge node with nothing behind it: one zone with a point of each kind and fixed values.</summary>
internal sealed class OurGateway : IBirthSource, ICommandHandler, ISessionListener, IBirthSequenceStore, IAsyncDisposable
{
    private readonly Dictionary<(string?, string), ulong> _aliases = [];
    private readonly EdgeNodeDefinition _definition;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;
    private volatile EdgeNodeSession? _session;
    private byte? _birthSequence;

    public OurGateway(IMqttConnector broker, string primaryHost)
    {
        _definition = EdgeNodeDefinition.Build(
            Alias, [("Health/Load", SparkplugDataType.Float)],
            [("zone1",
            [
                ("desk/1/occupied", SparkplugDataType.Boolean),
                ("room/1/count", SparkplugDataType.UInt16),
                ("env/1/temperature", SparkplugDataType.Float),
                ("meter/1/energy", SparkplugDataType.UInt64),
                ("door/1/entry", SparkplugDataType.String),
            ])]);
        var options = new EdgeNodeOptions { Group = "nanshan", EdgeNode = "gw7", PrimaryHost = primaryHost };
        _run = new EdgeNodeRunner(options, [broker], this, this, this, this, TimeProvider.System).RunAsync(_stop.Token);
    }

    public ConcurrentQueue<(ulong Epoch, ulong Sequence)> Committed { get; } = [];

    public ConcurrentQueue<SessionEndReason> Ends { get; } = [];

    public async Task<EdgeNodeSession> SessionAsync()
    {
        await Eventually.ThatAsync(() => _session is not null, Eventually.Patience, "our edge node is in session");
        return _session!;
    }

    public ReadOnlyMemory<byte> Content(string entry)
    {
        var content = new ContentWriter();
        content.Append(Alias("zone1", "desk/1/occupied"), SparkplugDataType.Boolean, new Reading(2_000, PointValue.Of(false)));
        content.Append(Alias("zone1", "meter/1/energy"), SparkplugDataType.UInt64, new Reading(2_001, PointValue.Of(4712UL)));
        content.Append(Alias("zone1", "door/1/entry"), SparkplugDataType.String, new Reading(2_002, PointValue.Of(entry)));
        return content.Written.ToArray();
    }

    public BirthSnapshot Capture() => new(_definition, new OutboxPosition(77, 40, 1, 0), new Dictionary<ulong, Reading>
    {
        [Alias("zone1", "desk/1/occupied")] = new(1_000, PointValue.Of(true)),
        [Alias("zone1", "room/1/count")] = new(1_000, PointValue.Of(12UL)),
        [Alias("zone1", "env/1/temperature")] = new(1_000, PointValue.Of(21.5f)),
        [Alias("zone1", "meter/1/energy")] = new(1_000, PointValue.Of(ulong.MaxValue), QualityCode.Stale),
    });

    public void OnCommitted(CommittedCommand watermark) => Committed.Enqueue((watermark.Epoch, watermark.Committed));

    public void OnRebirthRequested()
    {
    }

    public void OnSessionStarted(EdgeNodeSession session) => _session = session;

    public void OnReborn(EdgeNodeSession session)
    {
    }

    public void OnSessionEnded(EdgeNodeSession? session, SessionEnd ending)
    {
        _session = null;
        Ends.Enqueue(ending.Reason);
    }

    public byte? Read() => _birthSequence;

    public void Write(byte birthSequence) => _birthSequence = birthSequence;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }

    private ulong Alias(string? device, string name) =>
        _aliases.TryGetValue((device, name), out var alias) ? alias : _aliases[(device, name)] = (ulong)_aliases.Count + 1;
}
