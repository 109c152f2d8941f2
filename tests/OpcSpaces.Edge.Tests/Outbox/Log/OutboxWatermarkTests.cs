using OpcSpaces.Edge.Outbox.Files;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Tests.Outbox.Log;

public sealed class OutboxWatermarkTests : IDisposable
{
    private readonly OutboxFixture _outbox = new();

    public void Dispose() => _outbox.Dispose();

    private ulong Epoch => _outbox.Log.Position.Epoch;

    [Fact]
    public async Task A_watermark_of_another_epoch_changes_nothing()
    {
        await _outbox.AppendAsync(3);
        Assert.Equal(WatermarkOutcome.OtherEpoch, _outbox.Log.OnWatermark(new CommittedCommand(Epoch + 1, 2)));
        Assert.Equal(0UL, _outbox.Log.Position.Committed);
    }

    [Fact]
    public async Task A_watermark_advances_repeats_and_falls_after_a_restore_of_the_cloud()
    {
        await _outbox.AppendAsync(5);
        Assert.Equal(WatermarkOutcome.Advanced, _outbox.Log.OnWatermark(new CommittedCommand(Epoch, 4)));
        Assert.Equal(WatermarkOutcome.Repeated, _outbox.Log.OnWatermark(new CommittedCommand(Epoch, 4)));
        Assert.Equal(WatermarkOutcome.Lowered, _outbox.Log.OnWatermark(new CommittedCommand(Epoch, 1)));
        Assert.Equal(1UL, _outbox.Log.Position.Committed);
        Assert.Equal(5, _outbox.All().Count);
    }

    [Fact]
    public async Task Committed_batches_stay_for_the_retention_in_running_time_whatever_the_wall_clock_does()
    {
        await _outbox.AppendAsync(5);
        _outbox.Log.OnWatermark(new CommittedCommand(Epoch, 5));
        _outbox.Time.JumpWallClock(TimeSpan.FromDays(2));
        await RunHoursAsync(23);
        Assert.Equal(1UL, _outbox.Log.Position.First);
        _outbox.Time.JumpWallClock(TimeSpan.FromDays(-3));
        await RunHoursAsync(2);

        // The last one always stays: the next one's link needs it.
        Assert.Equal((5UL, 5UL), (_outbox.Log.Position.First, _outbox.Log.Position.LastSequence));
        Assert.Equal(6UL, await _outbox.AppendAsync());
    }

    [Fact]
    public async Task Batches_that_the_cloud_does_not_have_are_never_deleted_by_age()
    {
        await _outbox.AppendAsync(5);
        _outbox.Log.OnWatermark(new CommittedCommand(Epoch, 2));
        await RunHoursAsync(48);
        Assert.Equal(3UL, _outbox.Log.Position.First);
    }

    [Fact]
    public async Task The_running_time_goes_on_after_a_restart()
    {
        await _outbox.AppendAsync(2);
        _outbox.Log.OnWatermark(new CommittedCommand(Epoch, 2));
        await RunHoursAsync(20);
        _outbox.Reopen();
        await RunHoursAsync(5);
        Assert.Equal(2UL, _outbox.Log.Position.First);
    }

    [Fact]
    public async Task An_old_copy_gets_a_new_epoch_and_keeps_what_was_not_committed()
    {
        await _outbox.AppendAsync(6);
        var (old, open) = (Epoch, _outbox.All().Skip(4).Select(batch => batch.Content.ToArray()).ToList());
        _outbox.Log.OnWatermark(new CommittedCommand(old, 4));
        Assert.Equal(WatermarkOutcome.AboveLast, _outbox.Log.OnWatermark(new CommittedCommand(old, 9)));
        _outbox.Log.StartNewEpoch();

        Assert.NotEqual(old, Epoch);
        Assert.Equal((1UL, 2UL, 0UL), (_outbox.Log.Position.First, _outbox.Log.Position.LastSequence, _outbox.Log.Position.Committed));
        Assert.Equal(open, _outbox.All().Select(batch => batch.Content.ToArray()));
        Assert.Equal(3UL, await _outbox.AppendAsync());
        var epoch = Epoch;
        _outbox.Reopen();
        Assert.Equal((epoch, 3UL), (Epoch, _outbox.Log.Position.LastSequence));
        _outbox.Log.Dispose();
        Assert.Equal(3, ChainVerification.Verify(Path.Combine(_outbox.Directory, OutboxFile.Name)));
    }

    [Fact]
    public async Task A_new_epoch_may_begin_empty()
    {
        await _outbox.AppendAsync(2);
        _outbox.Log.OnWatermark(new CommittedCommand(Epoch, 2));
        _outbox.Log.StartNewEpoch();
        Assert.Equal((1UL, 0UL), (_outbox.Log.Position.First, _outbox.Log.Position.LastSequence));
        Assert.Equal(1UL, await _outbox.AppendAsync());
    }

    [Fact]
    public async Task The_watermark_is_kept_with_the_next_mark()
    {
        await _outbox.AppendAsync(3);
        _outbox.Log.OnWatermark(new CommittedCommand(Epoch, 3));
        await _outbox.Log.MarkAsync(_outbox.NowMs);
        _outbox.Crash();
        Assert.Equal(3UL, _outbox.Log.Position.Committed);
    }

    private async Task RunHoursAsync(int hours)
    {
        for (var i = 0; i < hours; i++)
        {
            _outbox.Time.Advance(TimeSpan.FromHours(1));
            await _outbox.Log.MarkAsync(_outbox.NowMs);
        }
    }
}
