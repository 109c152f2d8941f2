using OpcSpaces.Ingest.Testing;
using OpcSpaces.Projections.Expiry;
using OpcSpaces.Projections.Live;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;

namespace OpcSpaces.Projections.Tests.Live;

public sealed class LiveRestoreTests : IDisposable
{
    private readonly LiveBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void After_a_restart_the_state_is_there_and_only_what_came_since_is_read()
    {
        _bench.Deliver(_bench.Gateway.Connect());
        _bench.Occupy(0, true);
        _bench.Save();
        var saved = _bench.Live.Position;
        _bench.Occupy(1, true);
        var before = Everything(_bench.Live);

        _bench.StartLive();
        Assert.Equal(saved, _bench.ResumedAt);
        _bench.Project();
        Assert.Equal(before, Everything(_bench.Live));
    }

    [Fact]
    public void A_damaged_snapshot_is_named_in_the_log_and_built_again()
    {
        _bench.Deliver(_bench.Gateway.Connect());
        _bench.Occupy(0, true);
        File.WriteAllBytes(_bench.Directory.File("damaged.snapshot"), Bytes.Random(8_192, seed: 1));
        var before = Everything(_bench.Live);
        _bench.StartLive("damaged.snapshot");
        Assert.Equal(0, _bench.ResumedAt);
        Assert.Contains("is not a live snapshot", Assert.Single(_bench.Log.Messages, line => line.Contains("damaged.snapshot", StringComparison.Ordinal)), StringComparison.Ordinal);
        _bench.Project();
        Assert.Equal(before, Everything(_bench.Live));
    }

    [Fact]
    public void A_snapshot_beyond_the_end_of_a_journal_that_was_restored_from_a_backup_is_built_anew()
    {
        _bench.Deliver(_bench.Gateway.Connect());
        _bench.Cloud.Stop();
        File.Copy(_bench.Cloud.JournalPath, _bench.Cloud.JournalPath + ".backup");
        _bench.Cloud.Start();
        _bench.Deliver(_bench.Gateway.Births());
        _bench.Occupy(0, true);
        _bench.Save();

        _bench.Cloud.Stop();
        File.Copy(_bench.Cloud.JournalPath + ".backup", _bench.Cloud.JournalPath, overwrite: true);
        _bench.Cloud.Start();
        // The host start has not made up for what is missing: the live state knows more than the journal does.
        Assert.True(_bench.Live.Position > _bench.Cloud.Journal.LastId);
        _bench.StartLive();
        Assert.Equal(0, _bench.ResumedAt);
        _bench.Project();
        Assert.True(_bench.Desk(0).Value.IsNull);
    }

    [Fact]
    public async Task What_was_saved_of_another_journal_is_not_used_and_named()
    {
        _bench.Deliver(_bench.Gateway.Connect());
        _bench.Occupy(0, true);
        _bench.Save();
        using var other = new Journal(new JournalOptions { Path = _bench.Directory.File("other-journal.db") });
        while (other.LastId < 1_000) other.Append([new JournalDraft(_bench.Time.GetUtcNow(), JournalKind.Clock, "", null, 0, 0, [])]);
        var (live, log) = (new LiveState(), new RecordingLogger<LiveProjection>());
        using var projection = new LiveProjection(live, _bench.Directory.File("live.snapshot"), TimeSpan.FromHours(1), _bench.Time, log);
        Assert.Equal(0, await projection.ResumeAsync(other, other.LastId, CancellationToken.None));
        Assert.Empty(live.Points);
        Assert.Contains($"is a live snapshot of the journal {_bench.Cloud.Journal.Identity.Id}, and this is the journal {other.Identity.Id}", Assert.Single(log.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_who_came_while_the_state_was_taken_up_is_told_all_of_it()
    {
        _bench.Deliver(_bench.Gateway.Connect());
        _bench.Occupy(0, true);
        _bench.Save();

        var live = new LiveState();
        var fold = new LiveFold(live);
        var file = new LiveSnapshotFile(_bench.Directory.File("live.snapshot"));
        await using var reader = live.WatchAsync().GetAsyncEnumerator();
        Assert.True(await reader.MoveNextAsync());
        Assert.Empty(reader.Current.Points);
        var position = file.Load(live, out _);
        fold.Resume(_bench.Cloud.Journal.ReadBirths(position), position);

        Assert.True(await reader.MoveNextAsync().AsTask().WaitAsync(Eventually.Patience));
        Assert.Equal(Everything(_bench.Live).Split('\n').Length, 1 + reader.Current.Points.Count + reader.Current.Gateways.Count);
    }

    [Fact]
    public void Built_in_one_go_in_small_steps_or_over_restarts_the_state_is_the_same()
    {
        var seed = Seed.Take(nameof(Built_in_one_go_in_small_steps_or_over_restarts_the_state_is_the_same));
        var random = seed.CreateRandom();
        for (var step = 0; step < Soak.Rounds(usual: 300, soak: 20_000); step++)
            Live(random);
        _bench.Project();
        var grown = Everything(_bench.Live);

        _bench.StartLive("anew.snapshot");
        _bench.Project(atATime: 7);
        Assert.Equal(grown, Everything(_bench.Live));
        _bench.StartLive("at-once.snapshot");
        _bench.Project(atATime: 100_000);
        Assert.Equal(grown, Everything(_bench.Live));
    }

    [Fact]
    public void How_far_gateways_are_outlives_the_content_of_their_batches()
    {
        var seed = Seed.Take(nameof(How_far_gateways_are_outlives_the_content_of_their_batches));
        var random = seed.CreateRandom();
        _bench.Deliver(_bench.Gateway.Connect());
        for (var step = 0; step < Soak.Rounds(usual: 300, soak: 20_000); step++) Live(random);
        _bench.Project();
        var entries = _bench.Cloud.Entries();
        var content = new ExpiringContent([]);
        var expired = entries.Select(entry => content.Of(entry, _bench.Time.GetUtcNow())).OfType<(JournalEntry Entry, ExpiredEntry Left)>().ToDictionary(it => it.Entry.Id, it => it.Left);
        Assert.True(expired.Count > 100, $"{expired.Count} of {entries.Count} entries have expired");

        var live = new LiveState();
        new LiveFold(live).Apply([.. entries.Select(entry => expired.TryGetValue(entry.Id, out var left) ? entry with { Kind = JournalKind.Expired, Payload = left.ToBytes() } : entry)]);
        Assert.Equal(_bench.Live.Snapshot().Gateways.Select(gateway => gateway.ToString()), live.Snapshot().Gateways.Select(gateway => gateway.ToString()));
    }

    private void Live(Random random)
    {
        _bench.Time.Advance(TimeSpan.FromSeconds(random.Next(100)));
        switch (random.Next(14))
        {
            case < 7:
                for (var i = random.Next(3); i >= 0; i--)
                    _bench.Gateway.Append(1 + random.Next(4));
                _bench.Deliver(_bench.Gateway.Send(random.Next(4)));
                break;
            case < 9:
                _bench.Deliver(_bench.Gateway.IsConnected ? _bench.Gateway.Births() : _bench.Gateway.Connect());
                break;
            case 9 when _bench.Gateway.Disconnect() is { } death:
                _bench.Deliver(death);
                break;
            case 10:
                _bench.Cloud.LoseConnection();
                break;
            case 11:
                _bench.Deliver(_bench.Gateway.Births().Take(random.Next(4)));
                break;
            case 12:
                _bench.Project();
                _bench.Save();
                _bench.StartLive();
                break;
            case 13 when random.Next(10) == 0:
                _bench.Gateway.NewOutbox();
                _bench.Deliver(_bench.Gateway.Births());
                break;
        }
    }

    internal static string Everything(LiveState live)
    {
        var all = live.Snapshot();
        return string.Join('\n', [
            $"{all.Position}",
            .. all.Gateways.Select(gateway => gateway.ToString()).Order(StringComparer.Ordinal),
            .. all.Points.Select(point => point.ToString()).Order(StringComparer.Ordinal)]);
    }
}
