using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Ingest.Testing;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Ingest.Tests.Receiving;

/// <summary>The journal's link of every stream is the gateway's own, or it is not known and nobody is told one.</summary>
public sealed class ChainTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(FakeTime.Start);
    private readonly TemporaryDirectory _directory = new("chain");
    private readonly TestCloud _cloud;
    private readonly SimulatedGateway _gateway;

    public ChainTests()
    {
        _cloud = new TestCloud(_time, _directory);
        _gateway = new SimulatedGateway("C1", "G1", 2, _time, seed: 1);
    }

    public void Dispose()
    {
        _cloud.Dispose();
        _directory.Dispose();
    }

    private ChainLink? SentLink => _cloud.Watermarks[^1].Command.Chain;

    private ChainLink? StoredLink => ChainLink.From(_cloud.Journal.FindStream(_gateway.Name, _gateway.Epoch)!.Chain);

    [Fact]
    public void Watermarks_carry_the_gateways_own_link_from_the_first_batch_on()
    {
        _cloud.Deliver(_gateway.Connect());
        Assert.Equal(ChainLink.Genesis(_gateway.Epoch), SentLink);
        var last = Send(5);
        Assert.Equal((last, last), (SentLink, StoredLink));
    }

    [Fact]
    public void The_chain_goes_on_after_a_restart_and_is_that_of_the_entries()
    {
        _cloud.Deliver(_gateway.Connect());
        Send(3);
        _cloud.Restart();
        _cloud.Deliver(_gateway.Births());
        Assert.Equal(Send(4), StoredLink);
        Assert.Equal(ChainAudit.Recompute(_cloud.Entries())[(_gateway.Name, _gateway.Epoch)], StoredLink);
    }

    [Fact]
    public void Behind_a_gap_the_chain_goes_on_from_the_link_that_the_gateway_kept()
    {
        Append(5);
        _gateway.LoseOldest(3);
        _cloud.Deliver(_gateway.Connect());
        Assert.Equal(Send(2), StoredLink);
    }

    [Fact]
    public void Behind_a_gap_of_a_gateway_that_kept_no_link_numbers_alone_are_told_until_it_says_where_it_is()
    {
        _gateway.ComparesChains = false;
        Append(5);
        _gateway.LoseOldest(3);
        _cloud.Deliver(_gateway.Connect());
        Send(2);
        Assert.Equal((null, null), (SentLink, StoredLink));

        _gateway.ComparesChains = true;
        Acknowledge();
        _cloud.Deliver(_gateway.Births());
        Assert.NotNull(SentLink);
        Assert.Equal(Send(1), StoredLink);
    }

    [Fact]
    public void A_batch_that_breaks_off_is_journaled_and_ends_the_chain()
    {
        _cloud.Deliver(_gateway.Connect());
        Send(2);
        Append(1);
        var broken = _gateway.Send(1).Single();
        _cloud.Deliver(new WireMessage(broken.Topic, [.. broken.Payload[..^2], 0x12, 0x7F]));
        _time.Advance(TimeSpan.FromSeconds(1));
        _cloud.Receiver.Tick();
        Assert.Equal((3ul, null), (_cloud.Watermarks[^1].Command.Committed, SentLink));
        Assert.Null(StoredLink);
    }

    [Fact]
    public void A_new_epoch_in_place_of_another_log_is_counted_journaled_and_shown()
    {
        _cloud.Deliver(_gateway.Connect());
        Append(4);
        var copy = _gateway.Copy(seed: 2);
        Send(2);
        copy.Append(1);
        copy.Append(1);
        copy.Append(1);
        var old = copy.Epoch;
        _cloud.Deliver(copy.Connect());
        copy.OnCommitted(_cloud.Watermarks[^1].Command);
        Assert.NotEqual(old, copy.Epoch);
        _cloud.Deliver(copy.Births());
        _cloud.Deliver(copy.Births());
        _cloud.Deliver(copy.Send(100));

        var entry = Assert.Single(_cloud.Entries(), entry => entry.Kind == JournalKind.NewEpoch);
        Assert.Equal((copy.Name, copy.Epoch), (entry.Gateway, entry.Epoch));
        Assert.Equal($$"""{"previous":{{old}},"upTo":0}""", System.Text.Encoding.UTF8.GetString(entry.Payload));
        Assert.Equal(1, _cloud.Counters[IngestEvent.NewEpoch]);
        Assert.Equal(old, Assert.Single(_cloud.Receiver.Gateways()).ReplacedEpoch);
        Assert.Equal(7ul, _cloud.Journal.FindStream(copy.Name, copy.Epoch)!.Committed);
    }

    private void Append(int batches)
    {
        for (var i = 0; i < batches; i++)
            _gateway.Append(3);
    }

    /// <summary>Returns the gateway's link of the last batch, which has become durable.</summary>
    private ChainLink Send(int batches)
    {
        Append(batches);
        _cloud.Deliver(_gateway.Send(100));
        _time.Advance(TimeSpan.FromSeconds(1));
        _cloud.Receiver.Tick();
        return _gateway.Made[_gateway.Epoch][^1].Link;
    }

    private void Acknowledge() => _gateway.OnCommitted(_cloud.Watermarks[^1].Command);
}
