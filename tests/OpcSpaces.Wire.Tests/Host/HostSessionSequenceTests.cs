using FsCheck.Xunit;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.Host;

public sealed class HostSessionSequenceTests
{
    private readonly HostSessionOptions _options = new();
    private readonly RecordedEvents _events = new();
    private readonly HostSession _session;
    private readonly Peer _peer;

    public HostSessionSequenceTests()
    {
        _session = new HostSession(_options);
        _peer = new Peer(_session, _events);
        _peer.Born();
        _events.Take();
    }

    [Fact]
    [Trait("tck", "tck-id-operational-behavior-host-reordering-start")]
    [Trait("tck", "tck-id-operational-behavior-host-reordering-rebirth")]
    public void A_missing_message_leads_to_a_rebirth_request_after_the_reorder_timeout_and_delays_no_data()
    {
        _peer.Data(41);
        _peer.Seq++;
        _peer.Data(43);
        _peer.Data(44);
        Assert.Equal(["41", "43", "44"], Sequences());

        _peer.Pass(_options.ReorderTimeoutMs - 1);
        Assert.Empty(_events.Take());
        _peer.Pass(1);
        Assert.Equal(["rebirth nanshan/gw7 SequenceGap"], _events.Take());
        Assert.Equal(2, _session.Faults[PeerFault.SeqOutOfOrder]);
    }

    [Fact]
    [Trait("tck", "tck-id-operational-behavior-host-reordering-param")]
    public void The_reorder_timeout_is_configurable()
    {
        _options.ReorderTimeoutMs = 30_000;
        _peer.Seq++;
        _peer.Data(42);

        _peer.Pass(29_999);
        Assert.Equal(["data nanshan/gw7/zone1 77:42"], _events.Take());
        _peer.Pass(1);
        Assert.Equal(["rebirth nanshan/gw7 SequenceGap"], _events.Take());
    }

    [Fact]
    [Trait("tck", "tck-id-operational-behavior-host-reordering-success")]
    public void A_late_message_stops_the_timer()
    {
        var early = new ulong[] { 41, 42, 43, 44 }.Select(sequence => _peer.Batch(sequence)).ToArray();
        foreach (var i in (int[])[2, 0, 3, 1]) Send(early[i]);
        Assert.Equal(["43", "41", "44", "42"], Sequences());

        _peer.Pass(10 * _options.ReorderTimeoutMs);
        _peer.Data(45);
        Assert.Equal(["45"], Sequences());
        Assert.Equal(2, _session.Faults[PeerFault.SeqOutOfOrder]);
    }

    [Fact]
    public void Filling_the_first_of_two_gaps_restarts_the_timer_for_the_second()
    {
        var batches = Enumerable.Range(41, 5).Select(sequence => _peer.Batch((ulong)sequence)).ToArray();
        Send(batches[1]);
        _peer.Pass(1_500);
        Send(batches[4]);
        Send(batches[0]);
        _events.Take();

        _peer.Pass(1_999);
        Assert.Empty(_events.Take());
        _peer.Pass(1);
        Assert.Equal(["rebirth nanshan/gw7 SequenceGap"], _events.Take());
    }

    [Fact]
    public void A_message_that_comes_twice_has_no_effect_once_the_next_one_has_come()
    {
        var twice = _peer.Batch(41);
        Send(twice);
        Send(twice);
        _peer.Data(42);

        _peer.Pass(10_000);
        Assert.Equal(["41", "41", "42"], Sequences());
        Assert.Equal(1, _session.Faults[PeerFault.SeqOutOfOrder]);
    }

    [Fact]
    public void Births_end_the_request_and_restart_the_count()
    {
        _peer.Seq += 7;
        _peer.Data(48);
        _peer.Pass(2_000);
        Assert.Equal(["data nanshan/gw7/zone1 77:48", "rebirth nanshan/gw7 SequenceGap"], _events.Take());

        _peer.Born();
        _peer.Data(41);
        _events.Take();
        for (var i = 0; i < 100; i++) _peer.Pass(1_000);
        Assert.Empty(_events.Take());
    }

    [Fact]
    public void Requests_are_repeated_after_pauses_that_double_while_the_node_sends_and_end_when_it_is_silent()
    {
        _peer.Seq++;
        _peer.Data(42);
        var asked = new List<int>();
        for (var second = 1; second <= 200; second++)
        {
            if (second <= 100) _peer.Data(42 + (ulong)second);
            _peer.Pass(1_000);
            if (_events.Take().Contains("rebirth nanshan/gw7 SequenceGap")) asked.Add(second);
        }

        Assert.Equal([2, 3, 5, 9, 17, 33, 65, 125], asked);
    }

    [Fact]
    public void A_node_whose_births_do_not_help_is_not_asked_without_end()
    {
        var asked = 0;
        for (var second = 0; second < 600; second++)
        {
            _peer.Data(41 + (ulong)second, alias: 999);
            if (_events.Take().Any(line => line.StartsWith("rebirth", StringComparison.Ordinal)))
            {
                asked++;
                _peer.Born();
            }

            _peer.Now = _peer.Now.AddSeconds(1);
        }

        Assert.InRange(asked, 6, 20);
    }

    [Property(MaxTest = 200)]
    public bool Any_order_within_the_window_is_followed_to_its_end(byte first, int seed)
    {
        var watch = default(SequenceWatch);
        watch.Start(first);
        var random = new Random(seed);
        var seq = Enumerable.Range(1, 120).Select(i => unchecked((byte)(first + i))).ToArray();
        random.Shuffle(seq);
        foreach (var number in seq)
            watch.Observe(number, Peer.Start);
        return watch.MissingSince is null && watch.Observe(unchecked((byte)(first + 121)), Peer.Start);
    }

    private void Send(byte[] batch) => _peer.Send(SparkplugMessageType.DeviceData, "zone1", batch);

    private IEnumerable<string> Sequences() => _events.Take().Select(line => line[(line.LastIndexOf(':') + 1)..]);
}
