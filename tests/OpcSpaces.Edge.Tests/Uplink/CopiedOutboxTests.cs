using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Edge.Tests.Outbox;
using OpcSpaces.Edge.Uplink;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Tests.Uplink;

/// <summary>Two logs that went on from one file, and one cloud.</summary>
public sealed class CopiedOutboxTests : IDisposable
{
    private static readonly TimeSpan Deadline = Eventually.Patience;
    private readonly OutboxFixture _outbox = new();

    public void Dispose() => _outbox.Dispose();

    [Theory]
    [InlineData(10)] // the copy is longer than what the cloud has of the other
    [InlineData(4)] // as long
    [InlineData(2)] // shorter
    public async Task A_copy_that_grew_by_itself_sends_all_that_is_its_own_under_a_new_epoch(int grownBy)
    {
        await _outbox.AppendAsync(6);
        var original = _outbox.Log;
        Commit(original, 3);
        await original.MarkAsync(_outbox.NowMs);
        _outbox.Crash();
        var copy = _outbox.Log;
        for (var i = 0; i < 4; i++) await AppendAsync(original, i);
        for (var i = 0; i < grownBy; i++) await AppendAsync(copy, 100 + i);
        var (epoch, own) = (copy.Position.Epoch, copy.ReadFrom(4, 100).Select(batch => batch.Content.ToArray()).ToList());

        var cloud = new FakeCloud(copy) { Chains = new() };
        cloud.Journal[epoch] = [.. Enumerable.Range(1, 10).Select(i => (ulong)i)];
        cloud.Chains[epoch] = [.. original.ReadFrom(1, 10).Select(batch => batch.Link)];
        await RunAsync(copy, async sender =>
        {
            cloud.Connect(sender);
            cloud.Acknowledge(10);
            await Eventually.ThatAsync(
                () =>
                {
                    _outbox.Time.Advance(TimeSpan.FromSeconds(1));
                    return copy.Position.Epoch != epoch && copy.Position.Committed == copy.Position.LastSequence;
                },
                Deadline, "the copy to be level under its own epoch", () => $"{copy.Position}");
        });

        Assert.Equal(own, copy.ReadFrom(1, 100).Select(batch => batch.Content.ToArray()));
        Assert.Equal((epoch, 3UL), copy.Position.Previous);
        Assert.Equal(own.Count, cloud.Journal[copy.Position.Epoch].Count);
        Assert.Equal(10, cloud.Journal[epoch].Count);
    }

    [Fact]
    public async Task A_copy_that_did_not_grow_goes_on_in_the_epoch_that_it_shares()
    {
        await _outbox.AppendAsync(6);
        var original = _outbox.Log;
        _outbox.Crash();
        var copy = _outbox.Log;
        var cloud = new FakeCloud(copy) { Chains = new() };
        cloud.Journal[copy.Position.Epoch] = [1, 2, 3, 4];
        cloud.Chains[copy.Position.Epoch] = [.. original.ReadFrom(1, 4).Select(batch => batch.Link)];
        await RunAsync(copy, async sender =>
        {
            cloud.Connect(sender);
            cloud.Acknowledge(4);
            await Eventually.ThatAsync(() => copy.Position.Committed == copy.Position.LastSequence, Deadline, "the watermark to be level");
        });
        Assert.Equal(original.Position.Epoch, copy.Position.Epoch);
    }

    private static void Commit(OutboxLog log, ulong committed) =>
        Assert.Equal(WatermarkOutcome.Advanced, log.OnWatermark(new CommittedCommand(log.Position.Epoch, committed)));

    private Task<ulong> AppendAsync(OutboxLog log, int at) => log.AppendAsync(
        OutboxFixture.Hall, [new MetricReading(log.Metric(OutboxFixture.Hall, "desk/1/occupied"), _outbox.NowMs + at, PointValue.Of(true))], BatchKind.State);

    private async Task RunAsync(OutboxLog log, Func<Sender, Task> live)
    {
        using var sender = new Sender(log, new UplinkConfig(), _outbox.Time, new Random(1), NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var running = sender.RunAsync(stop.Token);
        await live(sender);
        await stop.CancelAsync();
        await running;
    }
}
