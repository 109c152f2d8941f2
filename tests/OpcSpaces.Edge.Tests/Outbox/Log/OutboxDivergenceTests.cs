using Microsoft.Data.Sqlite;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Files;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Tests.Outbox.Log;

/// <summary>The log is compared with the cloud's by link and not by number alone.</summary>
public sealed class OutboxDivergenceTests : IDisposable
{
    private readonly OutboxFixture _outbox = new(new OutboxConfig { RetainCommittedHours = 1 });

    public void Dispose() => _outbox.Dispose();

    private ulong Epoch => _outbox.Log.Position.Epoch;

    private static ChainLink Another => ChainLink.Genesis(1).Next(1, "another", new byte[32]);

    [Fact]
    public async Task A_watermark_with_this_logs_own_link_is_accepted()
    {
        await _outbox.AppendAsync(5);
        Assert.Equal(WatermarkOutcome.Repeated, Say(0, ChainLink.Genesis(Epoch)));
        Assert.Equal(WatermarkOutcome.Advanced, Say(4, LinkOf(4)));
        Assert.Equal(LinkOf(4), _outbox.Log.Position.CommittedChain);
        Assert.Equal(WatermarkOutcome.Lowered, Say(2, LinkOf(2)));
    }

    [Fact]
    public async Task A_watermark_with_another_link_commits_nothing()
    {
        await _outbox.AppendAsync(5);
        Say(2, LinkOf(2));
        Assert.Equal(WatermarkOutcome.Diverged, Say(4, Another));
        Assert.Equal(2UL, _outbox.Log.Position.Committed);

        var (old, open) = (Epoch, _outbox.All().Skip(2).Select(batch => batch.Content.ToArray()).ToList());
        _outbox.Log.StartNewEpoch();
        Assert.Equal(open, _outbox.All().Select(batch => batch.Content.ToArray()));
        Assert.Equal((old, 2UL), _outbox.Log.Position.Previous);
        _outbox.Reopen();
        Assert.Equal((old, 2UL), _outbox.Log.Position.Previous);
    }

    [Fact]
    public async Task When_the_cloud_has_less_and_of_another_log_everything_held_is_sent_again()
    {
        await _outbox.AppendAsync(5);
        Say(4, LinkOf(4));
        Assert.Equal(WatermarkOutcome.Diverged, Say(3, Another));
        _outbox.Log.StartNewEpoch();
        Assert.Equal(5UL, _outbox.Log.Position.LastSequence);
    }

    [Fact]
    public async Task A_link_that_is_only_on_the_disk_is_compared_there()
    {
        for (var i = 0; i < 3; i++) await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _outbox.AppendTelemetryAsync(100)));
        var (second, third) = (new CommittedCommand(Epoch, 2, LinkOf(2)), new CommittedCommand(Epoch, 3, Another));
        Assert.Equal(WatermarkOutcome.LinkIsOnDisk, _outbox.Log.OnWatermark(second));
        Assert.Equal(WatermarkOutcome.Advanced, _outbox.Log.CompareOnDisk(second));
        Assert.Equal(WatermarkOutcome.LinkIsOnDisk, _outbox.Log.OnWatermark(third));
        Assert.Equal(WatermarkOutcome.Diverged, _outbox.Log.CompareOnDisk(third));
        Assert.Equal(2UL, _outbox.Log.Position.Committed);
    }

    [Fact]
    public async Task The_link_before_the_oldest_row_is_kept_when_earlier_rows_are_deleted()
    {
        await _outbox.AppendAsync(5);
        var (third, fifth) = (LinkOf(3), LinkOf(5));
        Say(3, third);
        await RunHoursAsync(3);
        Assert.Equal((4UL, third), (_outbox.Log.Position.First, _outbox.Log.Position.Base));
        _outbox.Reopen();
        Assert.Equal((third, third), (_outbox.Log.Position.Base, _outbox.Log.Position.CommittedChain));
        Assert.Equal(WatermarkOutcome.Repeated, Say(3, third));
        Assert.Equal(WatermarkOutcome.Diverged, Say(3, Another));
        Assert.Equal(WatermarkOutcome.Advanced, Say(5, fifth));
    }

    [Fact]
    public async Task A_number_whose_link_is_no_longer_held_is_believed()
    {
        await _outbox.AppendAsync(5);
        Say(4, LinkOf(4));
        await RunHoursAsync(3);
        Assert.Equal(WatermarkOutcome.Lowered, Say(1, Another));
    }

    [Fact]
    public async Task When_the_two_ends_compute_links_differently_only_one_new_epoch_begins()
    {
        await _outbox.AppendAsync(5);
        Assert.Equal(WatermarkOutcome.Diverged, Say(4, Another));
        _outbox.Log.StartNewEpoch();
        Assert.Equal(WatermarkOutcome.Repeated, Say(0, ChainLink.Genesis(Epoch)));
        Assert.Equal(WatermarkOutcome.Advanced, Say(4, Another));
        Assert.Equal(WatermarkOutcome.Advanced, Say(5, Another));
    }

    [Fact]
    public async Task A_copy_of_a_new_epoch_is_recognised_once_one_link_has_agreed()
    {
        await _outbox.AppendAsync(5);
        Say(4, Another);
        _outbox.Log.StartNewEpoch();
        Assert.Equal(WatermarkOutcome.Advanced, Say(3, LinkOf(3)));
        Assert.Equal(WatermarkOutcome.Diverged, Say(4, Another));
    }

    [Fact]
    public async Task A_file_of_the_first_version_is_opened_and_knows_no_link_before_its_oldest_row()
    {
        await _outbox.AppendAsync(5);
        Say(3, LinkOf(3));
        await RunHoursAsync(3);
        _outbox.Log.Dispose();
        using (var file = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_outbox.Directory, OutboxFile.Name), Pooling = false }.ToString()))
        {
            file.Open();
            using var command = file.CreateCommand();
            command.CommandText = """
                ALTER TABLE state DROP COLUMN base_chain;
                ALTER TABLE state DROP COLUMN previous_sequence;
                ALTER TABLE state DROP COLUMN previous_epoch;
                DROP TABLE undecided;
                DROP TABLE unplaced;
                DROP TABLE notes;
                PRAGMA application_id = 0;
                PRAGMA user_version = 0;
                """;
            command.ExecuteNonQuery();
        }

        _outbox.Reopen();
        Assert.Equal((4UL, 5UL, 3UL), (_outbox.Log.Position.First, _outbox.Log.Position.LastSequence, _outbox.Log.Position.Committed));
        Assert.Null(_outbox.Log.Position.Base);
        Assert.Equal(WatermarkOutcome.Advanced, Say(5, LinkOf(5)));
        await RunHoursAsync(3);
        Assert.NotNull(_outbox.Log.Position.Base);
    }

    private WatermarkOutcome Say(ulong committed, ChainLink link)
    {
        var watermark = new CommittedCommand(Epoch, committed, link);
        var outcome = _outbox.Log.OnWatermark(watermark);
        return outcome == WatermarkOutcome.LinkIsOnDisk ? _outbox.Log.CompareOnDisk(watermark) : outcome;
    }

    private ChainLink LinkOf(ulong sequence) => _outbox.Log.ReadFrom(sequence, 1)[0].Link;

    private async Task RunHoursAsync(int hours)
    {
        for (var i = 0; i < hours; i++)
        {
            _outbox.Time.Advance(TimeSpan.FromHours(1));
            await _outbox.Log.MarkAsync(_outbox.NowMs);
        }
    }
}
