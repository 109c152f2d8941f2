using OpcSpaces.Ingest.Status;
using OpcSpaces.Ingest.Testing;
using OpcSpaces.Points;
using OpcSpaces.Projections.Tests.Live;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Projections.Tests.Batches;

public sealed class ForeignNodeTests : IDisposable
{
    private readonly LiveBench _bench = new();
    private readonly ForeignNode _foreign;

    public ForeignNodeTests() => _foreign = new ForeignNode(_bench.Time);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void An_edge_node_without_an_outbox_is_journaled_as_foreign_and_gets_no_watermark()
    {
        _bench.Deliver(_foreign.Births());
        _bench.Deliver(_foreign.Data(true, (ulong)_bench.NowMs));
        Assert.Equal(
            [JournalKind.HostStart, JournalKind.NodeBirth, JournalKind.DeviceBirth, JournalKind.ForeignData],
            _bench.Cloud.Entries().Select(entry => entry.Kind));
        Assert.Empty(_bench.Cloud.Watermarks);
        Assert.Empty(_bench.Cloud.Journal.Streams());
        Assert.Equal(1, _bench.Cloud.Counters[IngestEvent.Foreign]);
    }

    [Fact]
    public void Its_points_are_live_and_marked()
    {
        _bench.Deliver(_foreign.Births());
        _bench.Pass(1);
        _bench.Deliver(_foreign.Data(true, (ulong)_bench.NowMs));
        var desk = _bench.Desk(1);
        Assert.True(desk.IsKnown);
        Assert.True(desk.IsForeign);
        Assert.True(_bench.TheGateway.IsForeign);
        Assert.Equal(PointValue.Of(true), desk.Value);
        Assert.Equal(_bench.Time.GetUtcNow(), desk.LastInUse);
    }

    [Fact]
    public void What_comes_later_shows_even_after_its_birth_came_again()
    {
        _bench.Deliver(_foreign.Births());
        _bench.Deliver(_foreign.Data(true, (ulong)_bench.NowMs));
        _bench.Deliver(_foreign.Births(occupied: true));
        _bench.Deliver(_foreign.Data(false, (ulong)_bench.NowMs));
        Assert.Equal(PointValue.Of(false), _bench.Desk(1).Value);
        _bench.Deliver(_foreign.Data(true, null));
        Assert.Equal(PointValue.Of(true), _bench.Desk(1).Value);
    }
}
