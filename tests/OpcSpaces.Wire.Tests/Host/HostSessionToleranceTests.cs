using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.Host;

public sealed class HostSessionToleranceTests
{
    private readonly HostSessionOptions _options = new() { MaxNodes = 3, MaxDevicesPerNode = 2, MaxMetricsPerBirth = 20, MaxMetrics = 40 };
    private readonly RecordedEvents _events = new();
    private readonly HostSession _session;
    private readonly Peer _peer;

    public HostSessionToleranceTests()
    {
        _session = new HostSession(_options);
        _peer = new Peer(_session, _events);
    }

    [Theory]
    [InlineData(PeerFault.BirthSequenceMissing)]
    [InlineData(PeerFault.BirthSequenceType)]
    [InlineData(PeerFault.BirthSeqNotZero)]
    [InlineData(PeerFault.SeqMissing)]
    [InlineData(PeerFault.PayloadTimestampMissing)]
    [InlineData(PeerFault.MetricTimestampMissing)]
    [InlineData(PeerFault.RebirthMetricMissing)]
    [InlineData(PeerFault.RebirthMetricHasAlias)]
    [InlineData(PeerFault.DataTypeMissing)]
    [InlineData(PeerFault.NameMissing)]
    [InlineData(PeerFault.NameTwice)]
    [InlineData(PeerFault.AliasTwice)]
    public void A_birth_with_a_mistake_is_accepted_and_the_mistake_is_counted(PeerFault fault)
    {
        _peer.NodeBirth(payload => Spoil(payload, fault));

        Assert.Equal(["born nanshan/gw7"], _events.Take());
        Assert.Equal([(fault, 1L)], _session.Faults.Occurred().Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void BdSeq_as_UInt64_matches_and_a_new_session_with_the_old_one_is_counted()
    {
        void AsUInt64(SparkplugPayload payload) => payload.Find("bdSeq")!.DataType = SparkplugDataType.UInt64;
        _peer.NodeBirth(AsUInt64);
        _peer.NodeDeath(change: AsUInt64);
        _peer.NodeBirth(AsUInt64);

        Assert.Equal(["born nanshan/gw7", "died nanshan/gw7", "born nanshan/gw7"], _events.Take());
        Assert.Equal((3, 1), (_session.Faults[PeerFault.BirthSequenceType], _session.Faults[PeerFault.BirthSequenceNotGrowing]));
    }

    [Fact]
    public void Deaths_with_too_much_or_too_little_in_them_are_counted()
    {
        _peer.Born();
        _peer.NodeDeath(change: payload => payload.Metrics.Clear());
        Assert.True(_peer.State.IsOnline);
        _peer.NodeDeath(change: payload =>
        {
            payload.Sequence = 9;
            payload.Metrics.Add(Peer.Metric("more", SparkplugDataType.Int32, SparkplugValue.FromInt32(1)));
        });

        Assert.False(_peer.State.IsOnline);
        Assert.Equal(
            [PeerFault.DeathWithoutBirthSequence, PeerFault.DeathWithSequence, PeerFault.DeathWithOtherMetrics], _session.Faults.Occurred().Keys);
    }

    [Fact]
    public void A_session_without_bdSeq_is_ended_by_any_NDEATH()
    {
        _peer.NodeBirth(payload => Spoil(payload, PeerFault.BirthSequenceMissing));
        _peer.NodeDeath(change: payload => payload.Metrics.Clear());

        Assert.False(_peer.State.IsOnline);
    }

    [Fact]
    public void Data_by_name_with_datatype_and_without_timestamp_or_seq_is_accepted()
    {
        _peer.Born();
        _events.Take();
        var payload = new SparkplugPayload { Timestamp = 1 };
        payload.Metrics.Add(Peer.Metric("desk/1/occupied", SparkplugDataType.Boolean, SparkplugValue.FromBoolean(true), timestamp: null));
        _peer.Data(payload);

        Assert.Equal(["data nanshan/gw7/zone1 foreign"], _events.Take());
        Assert.Equal(
            [PeerFault.SeqMissing, PeerFault.MetricTimestampMissing, PeerFault.NameBesideAlias, PeerFault.DataTypeInData],
            _session.Faults.Occurred().Keys);
    }

    [Fact]
    public void Unknown_aliases_and_names_are_counted_handed_on_and_lead_to_a_rebirth_request()
    {
        _peer.Born();
        _events.Take();
        _peer.Data(41, alias: 999);
        var payload = new SparkplugPayload { Timestamp = 1, Sequence = _peer.Seq++ };
        payload.Metrics.Add(Peer.Metric("desk/9/occupied", SparkplugDataType.Unknown, SparkplugValue.FromBoolean(true)));
        _peer.Data(payload);

        Assert.Equal(
            ["data nanshan/gw7/zone1 77:41 unknown 1", "rebirth nanshan/gw7 UnknownMetric", "data nanshan/gw7/zone1 foreign unknown 1"], _events.Take());
        Assert.Equal((1, 1), (_session.Faults[PeerFault.UnknownAlias], _session.Faults[PeerFault.UnknownName]));
    }

    [Fact]
    public void A_batch_whose_end_cannot_be_read_is_handed_on_by_its_sequence_and_its_seq_is_assumed_to_be_the_next()
    {
        _peer.Born();
        _events.Take();
        var batch = _peer.Batch(41);
        _peer.Send(SparkplugMessageType.DeviceData, "zone1", [.. batch.AsSpan(0, batch.Length - 2), 0x12, 0xFF, 0xFF]);
        _peer.Data(42);
        _peer.Pass(10_000);

        Assert.Equal(["data nanshan/gw7/zone1 77:41 damaged", "data nanshan/gw7/zone1 77:42"], _events.Take());
        Assert.Equal([PeerFault.DamagedPayload], _session.Faults.Occurred().Keys);
    }

    [Fact]
    public void A_message_that_cannot_be_read_is_rejected_with_its_bytes_and_the_node_stays_online()
    {
        _peer.Born();
        _events.Take();
        byte[] nonsense = [0x12, 0xFF, 0x01, 0x02];
        _peer.Send(SparkplugMessageType.DeviceData, "zone1", nonsense);
        Assert.StartsWith("rejected spBv1.0/nanshan/DDATA/gw7/zone1: ", Assert.Single(_events.Take()), StringComparison.Ordinal);
        Assert.Equal(nonsense, _events.LastPayload);

        _peer.Seq++;
        _peer.Send(SparkplugMessageType.DeviceDeath, "zone1", nonsense);
        _peer.Seq++;
        _peer.Send(SparkplugMessageType.NodeDeath, null, nonsense);
        _peer.Send(SparkplugMessageType.DeviceBirth, "zone1", nonsense);
        _peer.Seq++;
        _peer.Send(SparkplugMessageType.NodeBirth, null, nonsense);
        Assert.Equal(["rejected", "rejected", "rejected", "rebirth", "rejected"], _events.Take().Select(line => line.Split(' ')[0]));

        _peer.Data(41);
        Assert.Equal(["data nanshan/gw7/zone1 77:41"], _events.Take());
        Assert.Equal(0, _session.Faults[PeerFault.SeqOutOfOrder]);
    }

    [Fact]
    public void Memory_is_limited_and_a_message_that_would_exceed_it_is_rejected_with_the_limit()
    {
        for (var i = 0; i < 5; i++) new Peer(_session, _events, $"gw{i}").NodeBirth();
        Assert.Equal(3, _session.Nodes.Count);
        Assert.Contains("rejected spBv1.0/nanshan/NBIRTH/gw3: there are already 3 edge nodes", _events.Take());

        _session.Reset();
        _peer.NodeBirth();
        for (var i = 0; i < 4; i++) _peer.DeviceBirth($"zone{i}");
        Assert.Contains("rejected spBv1.0/nanshan/DBIRTH/gw7/zone2: nanshan/gw7 already has 2 devices", _events.Take());

        _peer.DeviceBirth("zone0", Fill(30));
        Assert.Contains("rejected spBv1.0/nanshan/DBIRTH/gw7/zone0: the birth has 33 metrics, more than 20", _events.Take());
        _peer.DeviceBirth("zone0", Fill(16));
        _peer.DeviceBirth("zone1", Fill(16));
        Assert.Contains("rejected spBv1.0/nanshan/DBIRTH/gw7/zone1: all births together would have 44 metrics, more than 40", _events.Take());
        // The same birth again takes no further memory.
        for (var i = 0; i < 10; i++) _peer.DeviceBirth("zone0", Fill(16));
        Assert.DoesNotContain(_events.Take(), line => line.StartsWith("rejected", StringComparison.Ordinal));
    }

    [Fact]
    public void Nodes_without_a_birth_are_forgotten_and_make_room()
    {
        for (var i = 0; i < 3; i++) new Peer(_session, _events, $"ghost{i}").Data(1);
        _peer.NodeBirth();
        Assert.Contains("rejected spBv1.0/nanshan/NBIRTH/gw7: there are already 3 edge nodes", _events.Take());

        _peer.Pass(1_000 * _options.ForgetUnbornAfterSeconds + 1);
        Assert.Empty(_session.Nodes);
        _peer.NodeBirth();
        Assert.Contains("born nanshan/gw7", _events.Take());
    }

    [Fact]
    public void A_foreign_nodes_metrics_without_aliases_are_found_by_name()
    {
        var foreign = new Peer(_session, _events, "other") { HasOutbox = false };
        foreign.NodeBirth();
        foreign.DeviceBirth(change: payload => payload.Metrics.ForEach(metric => metric.Alias = null));
        _events.Take();
        var payload = new SparkplugPayload { Timestamp = 1, Sequence = foreign.Seq++ };
        payload.Metrics.Add(Peer.Metric("desk/1/occupied", SparkplugDataType.Unknown, SparkplugValue.FromBoolean(false)));
        foreign.Data(payload);

        Assert.Equal(["data nanshan/other/zone1 foreign"], _events.Take());
        Assert.False(_events.LastBirth!.HasOutbox);
        Assert.Empty(_session.Faults.Occurred());
    }

    private static Action<SparkplugPayload> Fill(int metrics) => payload =>
    {
        for (var i = 0; i < metrics; i++)
            payload.Metrics.Add(Peer.Metric($"meter/{i}/power", SparkplugDataType.Float, SparkplugValue.FromFloat(i), 100 + (ulong)i));
    };

    private static void Spoil(SparkplugPayload payload, PeerFault fault)
    {
        var bdSeq = payload.Find("bdSeq")!;
        var rebirth = payload.Find("Node Control/Rebirth")!;
        var epoch = payload.Find(OutboxMetrics.Epoch)!;
        Action spoil = fault switch
        {
            PeerFault.BirthSequenceMissing => () => payload.Metrics.Remove(bdSeq),
            PeerFault.BirthSequenceType => () => bdSeq.DataType = SparkplugDataType.UInt64,
            PeerFault.BirthSeqNotZero => () => payload.Sequence = 17,
            PeerFault.SeqMissing => () => payload.Sequence = null,
            PeerFault.PayloadTimestampMissing => () => payload.Timestamp = null,
            PeerFault.MetricTimestampMissing => () => epoch.Timestamp = null,
            PeerFault.RebirthMetricMissing => () => payload.Metrics.Remove(rebirth),
            PeerFault.RebirthMetricHasAlias => () => rebirth.Alias = 99,
            PeerFault.DataTypeMissing => () => epoch.DataType = SparkplugDataType.Unknown,
            PeerFault.NameMissing => () => epoch.Name = null,
            PeerFault.NameTwice => () => epoch.Name = OutboxMetrics.Sequence,
            PeerFault.AliasTwice => () => epoch.Alias = 3,
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        };
        spoil();
    }
}
