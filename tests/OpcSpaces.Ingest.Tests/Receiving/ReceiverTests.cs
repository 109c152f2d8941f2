using OpcSpaces.Ingest.Status;
using OpcSpaces.Ingest.Testing;
using OpcSpaces.Points;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Ingest.Tests.Receiving;

public sealed class ReceiverTests : IDisposable
{
    private readonly FakeTime _time = new();
    private readonly TemporaryDirectory _directory = new("receiver");
    private readonly TestCloud _cloud;
    private readonly SimulatedGateway _gateway;

    public ReceiverTests()
    {
        _cloud = new TestCloud(_time, _directory);
        _gateway = new SimulatedGateway("C1", "G1", 2, _time, seed: 1);
    }

    public void Dispose()
    {
        _cloud.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void A_birth_is_answered_at_once_with_where_to_begin()
    {
        Append(3);
        _cloud.Deliver(_gateway.Connect());
        Assert.Equal([(_gateway.Name, _gateway.Epoch, 0ul)], _cloud.Watermarks.Select(w => (w.Gateway, w.Command.Epoch, w.Command.Committed)));
    }

    [Fact]
    public void The_journal_holds_start_births_and_batches_in_the_order_in_which_they_came()
    {
        Append(2);
        _cloud.Deliver(_gateway.Connect());
        _cloud.Deliver(_gateway.Send(10));
        _cloud.Deliver(_gateway.Disconnect()!);
        Assert.Equal(
            [JournalKind.HostStart, JournalKind.NodeBirth, JournalKind.DeviceBirth, JournalKind.DeviceBirth, JournalKind.Data,
                JournalKind.Data, JournalKind.NodeDeath],
            _cloud.Entries().Select(entry => entry.Kind));
    }

    [Fact]
    public void Watermarks_to_one_gateway_keep_their_distance_and_the_last_one_is_never_forgotten()
    {
        Connect();
        for (var i = 0; i < 5; i++)
        {
            Append(1);
            _cloud.Deliver(_gateway.Send(1));
        }
        Assert.Empty(_cloud.Watermarks); // 50 ms have not passed since the birth's
        _time.Advance(TimeSpan.FromMilliseconds(50));
        _cloud.Receiver.Tick();
        Assert.Equal([5ul], _cloud.Watermarks.Select(w => w.Command.Committed));
    }

    [Fact]
    public void Sixteen_batches_are_acknowledged_before_fifty_milliseconds_have_passed()
    {
        Connect();
        Append(16);
        _cloud.Deliver(_gateway.Send(16));
        Assert.Equal([16ul], _cloud.Watermarks.Select(w => w.Command.Committed));
    }

    [Fact]
    public void A_duplicate_is_acknowledged_again_and_not_stored()
    {
        Connect();
        Append(1);
        var batch = _gateway.Send(1).Single();
        _cloud.Deliver(batch);
        Pass();
        _cloud.Deliver(batch);
        Pass();
        Assert.Equal([1ul, 1ul], _cloud.Watermarks.Select(w => w.Command.Committed));
        Assert.Single(_cloud.Entries(), entry => entry.Kind == JournalKind.Data);
        Assert.Equal(1, _cloud.Counters[IngestEvent.Duplicate]);
    }

    [Fact]
    public void Batches_behind_a_hole_are_not_stored_and_the_watermark_is_repeated_but_not_for_each_of_them()
    {
        Connect();
        Append(10);
        var batches = _gateway.Send(10).ToList();
        _cloud.Deliver(batches.Skip(1));
        Assert.Equal([0ul], _cloud.Watermarks.Select(w => w.Command.Committed));
        Assert.Equal(9, _cloud.Counters[IngestEvent.Hole]);
        Assert.DoesNotContain(_cloud.Entries(), entry => entry.Kind == JournalKind.Data);

        _time.Advance(TimeSpan.FromMilliseconds(_cloud.Options.HoleAnswerIntervalMs));
        _cloud.Deliver(batches[5]);
        Assert.Equal(2, _cloud.Watermarks.Count);
    }

    [Fact]
    public void Rows_that_the_gateway_no_longer_holds_are_a_gap_in_the_journal_and_the_flow_goes_on_behind_it()
    {
        Append(5);
        _gateway.LoseOldest(3);
        _cloud.Deliver(_gateway.Connect());
        Assert.Equal([3ul], _cloud.Watermarks.Select(w => w.Command.Committed));
        _cloud.Deliver(_gateway.Send(10));
        Assert.Equal(
            [(JournalKind.Gap, 3ul), (JournalKind.Data, 4ul), (JournalKind.Data, 5ul)],
            _cloud.Entries().Where(e => e.Kind is JournalKind.Gap or JournalKind.Data).Select(e => (e.Kind, e.Sequence)));
        Assert.Equal("""{"first":1,"last":3}"""u8, _cloud.Entries().Single(e => e.Kind == JournalKind.Gap).Payload);
        Assert.Equal(3, _cloud.Counters[IngestEvent.GapRow]);
    }

    [Fact]
    public void Data_before_a_birth_ask_for_the_birth_and_are_not_stored()
    {
        Append(1);
        _ = _gateway.Connect().ToList();
        _cloud.Deliver(_gateway.Send(1));
        Assert.Equal([_gateway.Name], _cloud.RebirthRequests);
        Assert.Equal([JournalKind.HostStart], _cloud.Entries().Select(e => e.Kind));
    }

    [Fact]
    public void A_lost_connection_makes_everything_unknown_once_until_somebody_is_heard_again()
    {
        Connect();
        _cloud.LoseConnection();
        _cloud.LoseConnection();
        Assert.Equal(2, _cloud.Entries().Count(e => e.Kind == JournalKind.HostStart));
        Append(1);
        _cloud.Deliver(_gateway.Send(1));
        Assert.Equal([_gateway.Name], _cloud.RebirthRequests);
    }

    [Fact]
    public void After_a_restart_the_cloud_goes_on_where_its_journal_ends()
    {
        Connect();
        Append(3);
        _cloud.Deliver(_gateway.Send(3));
        _cloud.Restart();
        _cloud.Deliver(_gateway.Births());
        Assert.Equal([(_gateway.Name, _gateway.Epoch, 3ul)], _cloud.Watermarks.Select(w => (w.Gateway, w.Command.Epoch, w.Command.Committed)));
    }

    [Fact]
    public void The_clock_of_the_cloud_going_back_changes_nothing_but_the_receive_times()
    {
        Connect();
        Append(2);
        _cloud.Deliver(_gateway.Send(1));
        _time.JumpWallClock(TimeSpan.FromDays(-1));
        _cloud.Deliver(_gateway.Send(1));
        Pass();
        Assert.Equal(2ul, _cloud.Watermarks[^1].Command.Committed);
        var data = _cloud.Entries().Where(e => e.Kind == JournalKind.Data).ToList();
        Assert.True(data[1].ReceivedAt < data[0].ReceivedAt);
        _cloud.Restart();
        _cloud.Deliver(_gateway.Births());
        Assert.Equal(2ul, _cloud.Watermarks[^1].Command.Committed);
    }

    [Fact]
    public void A_tombstone_is_journaled_and_acknowledged_like_any_other_batch()
    {
        Connect();
        var content = new OpcSpaces.Wire.Outbox.ContentWriter();
        content.Append(SimulatedGateway.AliasBase(0) + 2, SparkplugDataType.String, new Reading(1_800_000_000_000, PointValue.Of("{}")));
        _gateway.Append(0, content.Written.ToArray());
        _cloud.Deliver(_gateway.Send(1));
        Pass();
        Assert.Equal(1ul, _cloud.Watermarks[^1].Command.Committed);
        JournalAudit.HoldsExactlyWhatWasMade(_cloud.Entries(), _gateway);
    }

    [Fact]
    public void The_status_knows_the_backlog_of_every_gateway()
    {
        Append(10);
        _cloud.Deliver(_gateway.Connect());
        _cloud.Deliver(_gateway.Send(4));
        Assert.Equal([new GatewayIntake(_gateway.Name, true, _gateway.Epoch, 10, 4)], _cloud.Receiver.Gateways());
    }

    private void Connect()
    {
        _cloud.Deliver(_gateway.Connect());
        _cloud.Watermarks.Clear();
    }

    private void Append(int batches)
    {
        for (var i = 0; i < batches; i++)
            _gateway.Append(3);
    }

    private void Pass()
    {
        _time.Advance(TimeSpan.FromMilliseconds(_cloud.Options.WatermarkIntervalMs));
        _cloud.Receiver.Tick();
    }
}
