using Microsoft.Extensions.DependencyInjection;
using OpcSpaces.Ingest.Testing;
using OpcSpaces.Projections.Live;
using OpcSpaces.Projections.Running;
using OpcSpaces.Projections.Series;
using OpcSpaces.Projections.Tests.Series;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Series;
using OpcSpaces.Testing;

namespace OpcSpaces.Projections.Tests.Running;

/// <summary>Ingest and projections as the cloud hosts them, over a real broker.</summary>
public sealed class HostedProjectionsTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = Eventually.Patience;
    private readonly TemporaryDirectory _directory = new("hosted-projections");
    private readonly MemorySeriesStore _series = new();
    private readonly SimulatedGateway _model = new("C1", "G1", 3, TimeProvider.System, seed: 1);
    private MosquittoBroker _broker = null!;
    private ConnectedGateway _gateway = null!;

    public async Task InitializeAsync()
    {
        _broker = await MosquittoBroker.StartAsync();
        _gateway = new ConnectedGateway(_model, _broker.Port);
        _gateway.Start();
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _broker.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Everything_arrives_though_broker_and_cloud_come_and_go()
    {
        await using (var cloud = await StartAsync())
        {
            _gateway.Append(500);
            await _gateway.LevelAsync("the first batches");
            _broker.Kill();
            _gateway.Append(500);
            await Eventually.EqualAsync(Ingest.Status.IngestCondition.BrokerUnavailable, () => cloud.Health.Condition, Patience, "the broker is missed");
            await _broker.RestartAsync();
            await _gateway.LevelAsync("what was made while the broker was away");
        }

        _gateway.Append(500);
        await using var again = await StartAsync();
        await _gateway.LevelAsync("what was made while the cloud was away");
        await AtJournalEndAsync(again, "live", "series");
        JournalAudit.HoldsExactlyWhatWasMade(EntriesOf(again.Journal), _model);
        Assert.Equal(1_500, again.Journal.Streams().Sum(stream => (long)stream.Committed));
        Assert.Equal(_model.Values.Count, LiveOf(again).Snapshot().Points.Count(point => point.IsKnown));
        Assert.Equal(1_500 * 5, _series.Points.Count);
    }

    [Fact]
    public async Task A_change_reaches_a_reader_of_the_live_state()
    {
        await using var cloud = await StartAsync();
        using var stop = new CancellationTokenSource(Patience);
        var seen = 0;
        await foreach (var update in LiveOf(cloud).WatchAsync(cancellation: stop.Token))
        {
            if (seen == 0 && update.Gateways.Any(gateway => gateway.Presence == GatewayPresence.Online))
                _gateway.Append(1 + seen++);
            else if (update.Points.Any(point => point.IsKnown))
                break;
        }
        Assert.False(stop.IsCancellationRequested);
    }

    [Fact]
    public async Task A_series_store_that_is_away_stops_neither_the_journal_nor_the_live_state()
    {
        _series.IsAway = true;
        await using var cloud = await StartAsync();
        _gateway.Append(300);
        await _gateway.LevelAsync("everything is journaled");
        await AtJournalEndAsync(cloud, "live");
        Assert.Empty(_series.Points);
        Assert.True(StatusOf(cloud).Single(projection => projection.Name == "series").Lag > 0);

        _series.IsAway = false;
        await AtJournalEndAsync(cloud, "live", "series");
        Assert.Equal(300 * 5, _series.Points.Count);
    }

    [Fact]
    public async Task A_projection_that_throws_stops_neither_ingest_nor_the_other_projections()
    {
        var broken = new ScriptedProjection("broken") { FaultAt = entry => new InvalidOperationException($"entry {entry} makes no sense") };
        await using var cloud = await StartAsync(broken);
        _gateway.Append(100);
        await _gateway.LevelAsync("everything is journaled");
        await AtJournalEndAsync(cloud, "live", "series");
        Assert.Equal(100 * 5, _series.Points.Count);
        await Eventually.EqualAsync(
            ProjectionCondition.Stopped, () => StatusOf(cloud).Single(projection => projection.Name == "broken").Condition, Patience, "the broken projection to give up");
        Assert.Equal(["live", "series", "broken"], StatusOf(cloud).Select(projection => projection.Name));
        Assert.Equal([false, false, true], StatusOf(cloud).Select(projection => projection.IsTrouble));
    }

    [Fact]
    public async Task Two_projections_of_one_name_are_refused_at_the_start()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(new ScriptedProjection("live")));
        Assert.Contains("'live'", refused.Message, StringComparison.Ordinal);
    }

    private Task<RunningCloud> StartAsync(ScriptedProjection? another = null) => RunningCloud.StartAsync(_broker.Port, _directory, more: services =>
    {
        services.AddSingleton<ISeriesStore>(_series);
        services.AddProjections(options =>
        {
            options.DataDirectory = _directory.FullPath;
            (options.FirstPauseMs, options.LongestPauseMs) = (1, 10);
        });
        services.AddLiveProjection().AddSeriesProjection();
        if (another is not null)
            services.AddProjection(_ => another);
    });

    private static IReadOnlyList<ProjectionStatus> StatusOf(RunningCloud cloud) => cloud.Services.GetRequiredService<ProjectionSet>().Status;

    private static LiveState LiveOf(RunningCloud cloud) => cloud.Services.GetRequiredService<LiveState>();

    private static Task AtJournalEndAsync(RunningCloud cloud, params string[] names) => Eventually.ThatAsync(
        () => StatusOf(cloud).Where(projection => names.Contains(projection.Name)).All(projection => projection.Lag == 0),
        Patience, $"{string.Join(" and ", names)} to reach the journal's end");

    private static List<JournalEntry> EntriesOf(Journal journal)
    {
        var entries = new List<JournalEntry>();
        while (journal.Read(entries.Count, 10_000) is { Count: > 0 } more)
            entries.AddRange(more);
        return entries;
    }
}
