using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Tests.Outbox;
using OpcSpaces.Edge.Uplink;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Tests.Uplink;

public sealed class SenderTests : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = Eventually.Patience;
    private readonly OutboxFixture _outbox = new(new OutboxConfig { DiskBudgetMegabytes = 1 });
    private readonly CancellationTokenSource _stop = new();
    private readonly RecordingLogger _log = new();
    private readonly Sender _sender;
    private readonly FakeCloud _cloud;
    private readonly Task _running;

    public SenderTests()
    {
        _sender = new Sender(_outbox.Log, new UplinkConfig(), _outbox.Time, new Random(1), _log);
        _cloud = new FakeCloud(_outbox.Log);
        // On the pool, as in the agent: xunit's own threads would let no commit go on with it.
        _running = Task.Run(() => _sender.RunAsync(_stop.Token));
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _sender.Dispose();
        _outbox.Dispose();
        _stop.Dispose();
    }

    private Task LevelAsync(bool advance = false) => Eventually.ThatAsync(
        () =>
        {
            if (advance) _outbox.Time.Advance(TimeSpan.FromSeconds(1));
            return _outbox.Log.Position.Committed == _outbox.Log.Position.LastSequence;
        },
        Deadline, "the watermark to be level", () => $"{_outbox.Log.Position}, {_sender.Counts}");

    [Fact]
    public async Task Everything_is_sent_in_order_once_when_nothing_goes_wrong()
    {
        await _outbox.AppendAsync(20);
        _cloud.Connect(_sender);
        await _outbox.AppendAsync(20);
        await LevelAsync();
        Assert.Equal(Enumerable.Range(1, 40).Select(i => (ulong)i), _cloud.Received);
        Assert.Equal(1, _cloud.Births);
    }

    [Fact]
    public async Task While_the_sender_sleeps_a_commit_is_sent_on_its_own_thread()
    {
        _cloud.Connect(_sender);
        await Eventually.ThatAsync(
            async () =>
            {
                await _outbox.AppendAsync();
                await LevelAsync();
                return _cloud.Threads.Contains("commit 0");
            },
            Deadline, "a batch to be sent without a hand-over", () => string.Join(", ", _cloud.Threads));
    }

    [Fact]
    public async Task While_a_batch_waits_for_the_link_others_still_become_durable()
    {
        var link = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _cloud.Link = link.Task;
        _cloud.Connect(_sender);
        for (var i = 0; i < 5; i++) await _outbox.AppendAsync().WaitAsync(Deadline);
        Assert.Equal(0UL, _outbox.Log.Position.Committed);
        link.SetResult();
        await LevelAsync();
        Assert.Equal([1UL, 2UL, 3UL, 4UL, 5UL], _cloud.Received);
    }

    [Fact]
    public async Task A_backlog_larger_than_memory_is_read_from_disk_and_sent()
    {
        for (var i = 0; i < 3; i++) await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _outbox.AppendTelemetryAsync(100)));
        await _outbox.AppendAsync();
        _cloud.Connect(_sender);
        await LevelAsync();
        Assert.Equal(301UL, _cloud.Committed);
    }

    [Fact]
    public async Task A_missing_batch_is_sent_after_a_rebirth()
    {
        _cloud.LoseOnce[5] = true;
        _cloud.Connect(_sender);
        await _outbox.AppendAsync(30);
        await LevelAsync(advance: true);
        Assert.Equal(Enumerable.Range(1, 30).Select(i => (ulong)i), _cloud.Journal[_outbox.Log.Position.Epoch]);
        Assert.InRange(_cloud.Births, 2, 4);
        Assert.InRange(_sender.Counts.GoBacks, 1, 3);
    }

    [Fact]
    public async Task The_last_batch_that_is_lost_is_sent_again_after_silence()
    {
        _cloud.LoseOnce[3] = true;
        _cloud.Connect(_sender);
        await _outbox.AppendAsync(3);
        await LevelAsync(advance: true);
        Assert.Equal(2, _cloud.Births);
        Assert.DoesNotContain(_log.Messages, IsUnconfirmed);
    }

    [Fact]
    public async Task A_cloud_that_confirms_nothing_is_in_the_log_from_the_third_time_on()
    {
        _cloud.IsSilent = true;
        _cloud.Connect(_sender);
        await _outbox.AppendAsync(3);
        await Eventually.ThatAsync(
            () =>
            {
                _outbox.Time.Advance(TimeSpan.FromSeconds(1));
                return _log.Messages.Any(IsUnconfirmed);
            },
            Deadline, "the word", () => $"{_sender.Counts}");
        Assert.StartsWith("The cloud has confirmed nothing after batch 0, although it was sent 3 times.", _log.Messages.First(IsUnconfirmed), StringComparison.Ordinal);
        _cloud.IsSilent = false;
        await LevelAsync(advance: true);
    }

    private static bool IsUnconfirmed(string line) => line.StartsWith("The cloud has confirmed nothing", StringComparison.Ordinal);

    [Fact]
    public async Task A_new_session_begins_after_the_watermark()
    {
        await _outbox.AppendAsync(10);
        _outbox.Log.OnWatermark(new CommittedCommand(_outbox.Log.Position.Epoch, 6));
        _cloud.Journal[_outbox.Log.Position.Epoch] = [1, 2, 3, 4, 5, 6];
        _cloud.Connect(_sender);
        await LevelAsync();
        Assert.Equal([7UL, 8UL, 9UL, 10UL], _cloud.Received);
    }

    [Fact]
    public async Task A_watermark_above_the_known_one_is_accepted()
    {
        await _outbox.AppendAsync(10);
        _cloud.IsSilent = true;
        _cloud.Connect(_sender);
        await Eventually.ThatAsync(() => _cloud.Received.Count == 10, Deadline, "all batches");
        _cloud.Acknowledge(10);
        await _outbox.AppendAsync();
        await Eventually.ThatAsync(() => _cloud.Received.Last() == 11, Deadline, "the next batch");
        Assert.Equal(1, _cloud.Births);
    }

    [Fact]
    public async Task A_cloud_that_was_restored_gets_again_what_is_held()
    {
        _cloud.Connect(_sender);
        await _outbox.AppendAsync(20);
        await LevelAsync();
        _cloud.RestoreTo(5);
        await Eventually.ThatAsync(
            () =>
            {
                _outbox.Time.Advance(TimeSpan.FromSeconds(1));
                return _cloud.Committed == 20;
            },
            Deadline, "the journal to be whole again");
        Assert.Equal(2, _cloud.Births);
    }

    [Fact]
    public async Task Rows_that_gave_way_while_offline_are_declared_by_a_birth()
    {
        _cloud.IsSilent = true;
        _cloud.Connect(_sender);
        for (var i = 0; i < 60; i++) await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _outbox.AppendTelemetryAsync(100)));
        await _outbox.AppendAsync();
        Assert.True(_outbox.Log.Position.First > 1);
        _cloud.IsSilent = false;
        await LevelAsync(advance: true);
        Assert.True(_cloud.Births >= 2);
    }

    [Fact]
    public async Task An_old_copy_of_the_outbox_begins_a_new_epoch_with_a_rebirth()
    {
        _cloud.IsSilent = true;
        _cloud.Connect(_sender);
        await _outbox.AppendAsync(3);
        var old = _outbox.Log.Position.Epoch;
        _cloud.IsSilent = false;
        _cloud.Acknowledge(50);
        await LevelAsync(advance: true);
        Assert.NotEqual(old, _outbox.Log.Position.Epoch);
        Assert.Equal([1UL, 2UL, 3UL], _cloud.Journal[_outbox.Log.Position.Epoch]);
        Assert.Equal(2, _cloud.Births);
    }

    [Fact]
    public async Task A_watermark_of_another_epoch_is_counted_and_moves_nothing()
    {
        _cloud.IsSilent = true;
        _cloud.Connect(_sender);
        await _outbox.AppendAsync(3);
        _sender.OnWatermark(new CommittedCommand(_outbox.Log.Position.Epoch ^ 4, 2));
        Assert.Equal(1, _sender.Counts.WatermarksIgnored);
        Assert.Equal(0UL, _outbox.Log.Position.Committed);
    }

    [Fact]
    public async Task Nothing_is_sent_while_there_is_no_session_and_everything_when_there_is_one_again()
    {
        _cloud.Connect(_sender);
        await _outbox.AppendAsync(3);
        await LevelAsync();
        _cloud.IsOver = true;
        _sender.Use(null);
        Assert.True(_sender.IsAway);
        await _outbox.AppendAsync(3);
        Assert.Equal(3, _cloud.Received.Count);
        _cloud.IsOver = false;
        _cloud.Connect(_sender);
        await LevelAsync();
        Assert.Equal(6UL, _cloud.Committed);
    }

    [Fact]
    public async Task Batches_that_get_lost_arrive_in_order_in_the_end()
    {
        var seed = Seed.Take();
        await seed.RunAsync(async () =>
        {
            var random = seed.CreateRandom();
            for (var i = 0; i < 60; i++) _cloud.LoseOnce[(ulong)random.Next(1, 400)] = true;
            _cloud.Connect(_sender);
            await Task.WhenAll(Enumerable.Range(0, 400).Select(_ => _outbox.AppendAsync()));
            await LevelAsync(advance: true);
            Assert.Equal(Enumerable.Range(1, 400).Select(i => (ulong)i), _cloud.Journal[_outbox.Log.Position.Epoch]);
        });
    }

    [Fact]
    public async Task An_outbox_that_lost_its_last_commits_begins_a_new_epoch_even_when_their_numbers_were_given_out_anew()
    {
        await _outbox.AppendAsync(3);
        var old = _outbox.Log.Position.Epoch;
        _cloud.Journal[old] = [1, 2, 3, 4, 5]; // the card forgot two that were committed
        await RestartAsync(
            async sender =>
            {
                await _outbox.AppendAsync(4); // 4 to 7: what is unknown, and what was seen since
                _cloud.Connect(sender);
                _cloud.Acknowledge(5);
                await LevelAsync(advance: true);
            });
        Assert.NotEqual(old, _outbox.Log.Position.Epoch);
        Assert.Equal([1UL, 2UL, 3UL, 4UL, 5UL], _cloud.Journal[old]);
        Assert.Equal(Enumerable.Range(1, 7).Select(i => (ulong)i), _cloud.Journal[_outbox.Log.Position.Epoch]);
    }

    [Fact]
    public async Task A_host_without_a_watermark_at_the_start_delays_sending_only_for_a_while()
    {
        await _outbox.AppendAsync(3);
        await RestartAsync(
            async sender =>
            {
                _cloud.Connect(sender);
                await LevelAsync(advance: true);
            });
        Assert.Equal([1UL, 2UL, 3UL], _cloud.Received);
    }

    [Fact]
    public async Task A_first_watermark_from_an_earlier_run_does_not_mean_an_old_copy()
    {
        await _outbox.AppendAsync(3);
        var epoch = _outbox.Log.Position.Epoch;
        _cloud.Journal[epoch] = [1, 2, 3];
        await RestartAsync(
            async sender =>
            {
                await _outbox.AppendAsync(2);
                _cloud.Connect(sender);
                _cloud.Acknowledge(3);
                await LevelAsync();
            });
        Assert.Equal(epoch, _outbox.Log.Position.Epoch);
        Assert.Equal([4UL, 5UL], _cloud.Received);
    }

    /// <summary>A sender that finds a log with rows in it.</summary>
    private async Task RestartAsync(Func<Sender, Task> live)
    {
        using var sender = new Sender(_outbox.Log, new UplinkConfig(), _outbox.Time, new Random(1), NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var running = sender.RunAsync(stop.Token);
        await live(sender);
        await stop.CancelAsync();
        await running;
    }
}
