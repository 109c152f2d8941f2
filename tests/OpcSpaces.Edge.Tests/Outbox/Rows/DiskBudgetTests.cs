using System.Security.Cryptography;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Files;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Tests.Outbox.Rows;

public sealed class DiskBudgetTests : IDisposable
{
    private readonly OutboxFixture _outbox = new(new OutboxConfig { DiskBudgetMegabytes = 1 });

    public void Dispose() => _outbox.Dispose();

    [Fact]
    public async Task Batches_that_the_cloud_has_are_deleted_first_and_leave_no_tombstone()
    {
        await FillAsync(500);
        _outbox.Log.OnWatermark(new CommittedCommand(_outbox.Log.Position.Epoch, 500));
        await FillAsync(500);
        Assert.Equal(0, _outbox.Log.Counts.Buried);
        Assert.InRange(_outbox.Log.Position.First, 2UL, 501UL);
    }

    [Fact]
    public async Task The_oldest_telemetry_becomes_tombstones_and_the_chain_still_holds()
    {
        var first = await FirstTelemetryAsync();
        await _outbox.AppendAsync(20);
        await FillAsync(1000);
        Assert.True(_outbox.Log.Counts.Buried > 0);
        Assert.Equal(0, _outbox.Log.Counts.Dropped);
        Assert.Equal(1UL, _outbox.Log.Position.First);

        var batches = _outbox.All();
        Assert.Equal(Enumerable.Range(1, 1021).Select(i => (ulong)i), batches.Select(batch => batch.Sequence));
        var reading = Assert.Single(StoredReading.Of(batches[0]));
        Assert.Equal(_outbox.Log.Metric(OutboxFixture.Hall, OutboxMetrics.Tombstone).Alias, reading.Alias);
        Assert.True(Tombstone.TryParse(reading.Text!, out var tombstone, out _));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(first.Content.Span)), tombstone!.ContentSha256);
        Assert.Equal(100, tombstone.Counts["meter/1/energy"]);
        Assert.Equal((_outbox.NowMs, _outbox.NowMs + 99), (tombstone.FromMs, tombstone.ToMs));

        // Changes of state are all still there.
        Assert.All(batches.Skip(1).Take(20), batch => Assert.Equal(_outbox.Desk.Alias, StoredReading.Of(batch)[0].Alias));
        _outbox.Log.Dispose();
        Assert.Equal(1021, ChainVerification.Verify(Path.Combine(_outbox.Directory, OutboxFile.Name)));
    }

    [Fact]
    public async Task When_nothing_else_is_left_the_oldest_rows_are_deleted_and_First_says_so()
    {
        await FillAsync(6000);
        Assert.True(_outbox.Log.Counts.Dropped > 0);
        Assert.Equal((ulong)_outbox.Log.Counts.Dropped + 1, _outbox.Log.Position.First);
        Assert.Equal(6000UL, _outbox.Log.Position.LastSequence);
        Assert.True(_outbox.Log.Capture().Outbox.First > 1);
    }

    [Fact]
    public async Task The_file_stays_near_the_budget()
    {
        await FillAsync(3000);
        var bytes = new FileInfo(Path.Combine(_outbox.Directory, OutboxFile.Name)).Length;
        Assert.InRange(bytes, 0, 1024 * 1024 * 16 / 10);
    }

    [Fact]
    public async Task Numbers_and_tombstones_survive_a_restart()
    {
        await FillAsync(1000);
        var before = _outbox.All().Select(batch => batch.Content.ToArray()).ToList();
        _outbox.Reopen();
        Assert.Equal(before, _outbox.All().Select(batch => batch.Content.ToArray()));
        Assert.Equal(1001UL, await _outbox.AppendAsync());
    }

    private async Task<OutboxBatch> FirstTelemetryAsync()
    {
        await _outbox.AppendTelemetryAsync(100);
        return _outbox.All()[0];
    }

    private async Task FillAsync(int batches)
    {
        for (var i = 0; i < batches; i += 20)
            await Task.WhenAll(Enumerable.Range(0, Math.Min(20, batches - i)).Select(_ => _outbox.AppendTelemetryAsync(100)));
    }
}
