using OpcSpaces.Projections.Tests.Live;
using OpcSpaces.Projections.Tests.Series;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Projections.Tests.Batches;

/// <summary>A newer version may have written kinds of entries that this one does not know.</summary>
public sealed class UnknownKindTests
{
    private static readonly JournalKind[] Kinds = [JournalKind.Unknown, JournalKind.NewEpoch, (JournalKind)42, (JournalKind)255];

    [Fact]
    public void They_change_nothing_in_the_live_state()
    {
        using var bench = new LiveBench();
        bench.Deliver(bench.Gateway.Connect());
        bench.Occupy(0, occupied: true);
        var before = bench.Live.Snapshot();
        AppendUnknown(bench.Cloud.Journal, bench.Time, "C9/phantom");
        bench.Project();
        var after = bench.Live.Snapshot();
        Assert.Equal(bench.Cloud.Journal.LastId, after.Position);
        Assert.Equal(before.Gateways, after.Gateways);
        Assert.Equal(before.Points, after.Points);
    }

    [Fact]
    public async Task They_give_no_series_and_no_dead_letter()
    {
        using var bench = new SeriesBench();
        bench.Cloud.Deliver(bench.Gateway.Connect());
        AppendUnknown(bench.Cloud.Journal, bench.Time, bench.Gateway.Name);
        await bench.ProjectAsync();
        Assert.Equal(bench.Cloud.Journal.LastId, bench.Store.Position);
        Assert.Empty(bench.Store.Points);
        Assert.Empty(bench.Cloud.DeadLetters.Counts);
    }

    private static void AppendUnknown(Journal journal, TimeProvider time, string gateway)
    {
        foreach (var kind in Kinds)
            journal.Append([new JournalDraft(time.GetUtcNow(), kind, gateway, "Z9", 0, 0, [1, 2, 3])]);
    }
}
