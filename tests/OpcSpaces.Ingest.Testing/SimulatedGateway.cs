using System.Buffers;
using System.Security.Cryptography;
using OpcSpaces.Points;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Ingest.Testing;

/// <summary>
/// A gateway as the contract describes it, in memory: an outbox that survives its restarts, births, a window of batches, and
/// a watermark. It speaks only when told to, so that a test decides about every message.
/// </summary>
internal sealed class SimulatedGateway
{
    public const ulong NodeEpochAlias = 1;
    public const ulong NodeSequenceAlias = 2;
    public const ulong ChainAlias = 6;
    public const ulong SealAlias = 9;
    public const ulong ClockAlias = 10;

    /// <summary>In place of a device: the gateway itself.</summary>
    public const int Own = -1;

    private readonly TimeProvider _time;
    private readonly List<OutboxRow> _rows = [];
    private readonly ContentWriter _content = new();
    private readonly Random _random;
    private ChainLink? _base;
    private ChainLink _lastLink;
    private byte _seq;
    private int _bdSeq = -1;
    private ulong _next;

    public SimulatedGateway(string group, string node, int devices, TimeProvider time, int seed)
    {
        (Group, Node, _time, _random) = (group, node, time, new Random(seed));
        Devices = [.. Enumerable.Range(1, devices).Select(i => $"Z{i}")];
        NewOutbox();
    }

    public string Group { get; }

    public string Node { get; }

    public string Name => $"{Group}/{Node}";

    public string[] Devices { get; }

    public ulong Epoch { get; private set; }

    public ulong Last { get; private set; }

    public ulong Committed { get; private set; }

    public bool IsConnected { get; private set; }

    /// <summary>False for a gateway of before links were compared.</summary>
    public bool ComparesChains { get; set; } = true;

    /// <summary>The epoch that the present one replaced, and up to where that one was left.</summary>
    public (ulong Epoch, ulong Sequence) Previous { get; private set; }

    /// <summary>Committed rows that are kept, for a cloud that was restored from a backup.</summary>
    public int RetainedRows { get; set; }

    /// <summary>Every batch that was ever made, by epoch.</summary>
    public Dictionary<ulong, List<OutboxRow>> Made { get; } = [];

    /// <summary>Values of the points as births tell them.</summary>
    public Dictionary<ulong, PointValue> Values { get; } = [];

    public ulong First => _rows.Count > 0 ? _rows[0].Sequence : Last + 1;

    public bool IsLevel => Committed == Last;

    public static ulong AliasBase(int device) => 100 * ((ulong)device + 1);

    public static ulong DeskAlias(int device, int desk) => AliasBase(device) + 10 + (ulong)desk;

    public static ulong EnergyAlias(int device) => AliasBase(device) + 50;

    public static ulong Co2Alias(int device) => AliasBase(device) + 52;

    /// <summary>Whether each zone has a sensor of the air.</summary>
    public bool HasAir { get; init; }

    /// <summary>Each device also has the contact of a door.</summary>
    public bool HasContact { get; init; }

    public static ulong ContactAlias(int device) => AliasBase(device) + 53;

    public static ulong DoorAlias(int device) => AliasBase(device) + 51;

    public const int DesksPerDevice = 4;

    /// <summary>A wiped or new outbox: what was not committed is lost.</summary>
    public void NewOutbox()
    {
        Previous = default;
        StartEpoch([]);
    }

    /// <summary>The outbox on another machine, as a copied disk makes one: same name, same epoch, same rows.</summary>
    public SimulatedGateway Copy(int seed)
    {
        var copy = new SimulatedGateway(Group, Node, Devices.Length, _time, seed)
        {
            Epoch = Epoch,
            Last = Last,
            Committed = Committed,
            Previous = Previous,
            ComparesChains = ComparesChains,
            RetainedRows = RetainedRows,
            _base = _base,
            _lastLink = _lastLink,
            _next = Committed + 1,
        };
        copy._rows.AddRange(_rows);
        copy.Made[Epoch] = [.. Made[Epoch]];
        return copy;
    }

    /// <summary>One batch of random readings becomes durable in the outbox.</summary>
    public OutboxRow Append(int readings)
    {
        var device = _random.Next(Devices.Length);
        _content.Clear();
        for (var i = 0; i < readings; i++)
        {
            var alias = _random.Next(6) == 0 ? EnergyAlias(device) : DeskAlias(device, _random.Next(DesksPerDevice));
            var (type, value) = alias == EnergyAlias(device)
                ? (SparkplugDataType.UInt64, PointValue.Of((ulong)_random.Next(1_000_000)))
                : (SparkplugDataType.Boolean, PointValue.Of(_random.Next(2) == 0));
            Values[alias] = value;
            _content.Append(alias, type, new Reading(_time.GetUtcNow().ToUnixTimeMilliseconds() + i, value));
        }
        return Append(device, _content.Written.ToArray());
    }

    public OutboxRow Append(int device, byte[] content)
    {
        Last++;
        var zone = device == Own ? "" : Devices[device];
        _lastLink = _lastLink.Next(Last, zone, SHA256.HashData(content));
        var row = new OutboxRow(Last, zone, content, _lastLink);
        _rows.Add(row);
        Made[Epoch].Add(row);
        return row;
    }

    /// <summary>The oldest rows are gone without being committed, as after a disk that was repaired.</summary>
    public void LoseOldest(int rows) => Drop(Math.Min(rows, _rows.Count));

    public IEnumerable<WireMessage> Connect()
    {
        IsConnected = true;
        _bdSeq = (_bdSeq + 1) % 256;
        return Births();
    }

    /// <summary>A restart or a lost link: the session is gone, the outbox is not.</summary>
    public WireMessage? Disconnect()
    {
        if (!IsConnected)
            return null;
        IsConnected = false;
        var death = new SparkplugPayload { Timestamp = NowMs };
        death.Metrics.Add(BdSeq());
        return Message(SparkplugMessageType.NodeDeath, null, SparkplugCodec.Encode(death));
    }

    /// <summary>A go-back or a rebirth: births, and then from the watermark on.</summary>
    public IEnumerable<WireMessage> Births()
    {
        if (!IsConnected)
            yield break;
        _seq = 0;
        _next = Math.Max(Committed + 1, First);
        yield return Message(SparkplugMessageType.NodeBirth, null, SparkplugCodec.Encode(NodeBirth()));
        for (var i = 0; i < Devices.Length; i++)
            yield return Message(SparkplugMessageType.DeviceBirth, Devices[i], SparkplugCodec.Encode(DeviceBirth(i)));
    }

    public IEnumerable<WireMessage> Send(int window)
    {
        for (; IsConnected && window > 0 && _next <= Last; window--)
        {
            var row = _rows[(int)(_next - First)];
            _next++;
            yield return Message(row, historical: false);
        }
    }

    public WireMessage Message(OutboxRow row, bool historical)
    {
        var to = new ArrayBufferWriter<byte>();
        var isOwn = row.Device.Length == 0;
        var alias = isOwn ? NodeEpochAlias : AliasBase(Array.IndexOf(Devices, row.Device));
        OutboxMessageWriter.Write(to, (long)NowMs, ++_seq, alias, Epoch, alias + 1, row.Sequence, row.Content, historical);
        return isOwn
            ? Message(SparkplugMessageType.NodeData, null, to.WrittenSpan.ToArray())
            : Message(SparkplugMessageType.DeviceData, row.Device, to.WrittenSpan.ToArray());
    }

    /// <summary>The cloud's word. A number above what was made, or another link, means that this outbox is a copy: it begins anew.</summary>
    public void OnCommitted(CommittedCommand watermark)
    {
        var committed = watermark.Committed;
        if (watermark.Epoch != Epoch)
            return;
        if (committed > Last || (LinkAt(committed) is { } own && watermark.Chain is { } theirs && ComparesChains && own != theirs))
        {
            Replace();
            return;
        }
        if (committed < Committed)
            _next = Math.Max(committed + 1, First);
        Committed = committed;
        Drop(_rows.Count(row => row.Sequence + (ulong)RetainedRows <= committed));
        _next = Math.Max(_next, Math.Max(Committed + 1, First));
    }

    private ChainLink? LinkAt(ulong sequence) => sequence + 1 == First ? _base : _rows.Find(row => row.Sequence == sequence)?.Link;

    private void Drop(int rows)
    {
        if (rows > 0)
            _base = _rows[rows - 1].Link;
        _rows.RemoveRange(0, rows);
    }

    private void Replace()
    {
        Previous = (Epoch, Math.Max(Committed, First - 1));
        StartEpoch([.. _rows.Where(row => row.Sequence > Committed)]);
    }

    private void StartEpoch(OutboxRow[] rows)
    {
        Epoch = (ulong)_random.NextInt64(1, long.MaxValue);
        Made[Epoch] = [];
        _rows.Clear();
        (Last, Committed, _next) = (0, 0, 1);
        _base = _lastLink = ChainLink.Genesis(Epoch);
        foreach (var row in rows)
            Append(Array.IndexOf(Devices, row.Device), row.Content);
    }

    private ulong NowMs => (ulong)_time.GetUtcNow().ToUnixTimeMilliseconds();

    private SparkplugPayload NodeBirth()
    {
        var birth = new SparkplugPayload { Timestamp = NowMs, Sequence = _seq };
        birth.Metrics.Add(BdSeq());
        birth.Metrics.Add(Metric("Node Control/Rebirth", null, SparkplugDataType.Boolean, SparkplugValue.FromBoolean(false)));
        birth.Metrics.Add(Counter(OutboxMetrics.Epoch, NodeEpochAlias, Epoch));
        birth.Metrics.Add(Counter(OutboxMetrics.Sequence, NodeSequenceAlias, Last));
        birth.Metrics.Add(Counter(OutboxMetrics.First, 3, First));
        birth.Metrics.Add(Counter(OutboxMetrics.Committed, 4, Committed));
        birth.Metrics.Add(Metric(OutboxMetrics.Seal, SealAlias, SparkplugDataType.String, null));
        birth.Metrics.Add(Metric(OutboxMetrics.ClockStatement, ClockAlias, SparkplugDataType.String, null));
        if (!ComparesChains)
            return birth;
        birth.Metrics.Add(Link(OutboxMetrics.BaseChain, 5, _base));
        birth.Metrics.Add(Link(OutboxMetrics.CommittedChain, ChainAlias, LinkAt(Committed)));
        if (Previous.Epoch != 0)
        {
            birth.Metrics.Add(Counter(OutboxMetrics.PreviousEpoch, 7, Previous.Epoch));
            birth.Metrics.Add(Counter(OutboxMetrics.PreviousSequence, 8, Previous.Sequence));
        }
        return birth;
    }

    private SparkplugMetric Link(string name, ulong alias, ChainLink? link) =>
        Metric(name, alias, SparkplugDataType.Bytes, link is { } known ? SparkplugValue.FromBytes(known.ToArray()) : null);

    private SparkplugPayload DeviceBirth(int device)
    {
        var birth = new SparkplugPayload { Timestamp = NowMs, Sequence = ++_seq };
        var alias = AliasBase(device);
        birth.Metrics.Add(Counter(OutboxMetrics.Epoch, alias, Epoch));
        birth.Metrics.Add(Counter(OutboxMetrics.Sequence, alias + 1, Last));
        birth.Metrics.Add(Metric(OutboxMetrics.Tombstone, alias + 2, SparkplugDataType.String, null));
        for (var desk = 0; desk < DesksPerDevice; desk++)
            birth.Metrics.Add(Point($"desk/{desk}/occupied", DeskAlias(device, desk), SparkplugDataType.Boolean));
        birth.Metrics.Add(Point("meter/1/energy", EnergyAlias(device), SparkplugDataType.UInt64));
        birth.Metrics.Add(Metric("door/1/entry", DoorAlias(device), SparkplugDataType.String, null));
        if (HasContact)
            birth.Metrics.Add(Point("door/1/state", ContactAlias(device), SparkplugDataType.String));
        if (HasAir)
            birth.Metrics.Add(Point("env/1/co2", Co2Alias(device), SparkplugDataType.Float));
        return birth;
    }

    private SparkplugMetric Point(string name, ulong alias, SparkplugDataType type) =>
        Metric(name, alias, type, Values.TryGetValue(alias, out var value) && !value.IsNull ? SparkplugValue.Of(value, type) : null);

    private SparkplugMetric BdSeq() => Metric("bdSeq", null, SparkplugDataType.Int64, SparkplugValue.FromInt64(_bdSeq));

    private SparkplugMetric Counter(string name, ulong alias, ulong value) =>
        Metric(name, alias, SparkplugDataType.UInt64, SparkplugValue.FromUInt64(value));

    private SparkplugMetric Metric(string name, ulong? alias, SparkplugDataType type, SparkplugValue? value) => new()
    {
        Name = name,
        Alias = alias,
        Timestamp = NowMs,
        DataType = type,
        IsNull = value is null,
        Value = value ?? SparkplugValue.None,
    };

    private WireMessage Message(SparkplugMessageType type, string? device, byte[] payload) =>
        new(new SparkplugTopic(type, Group, Node, device).ToString(), payload);
}
