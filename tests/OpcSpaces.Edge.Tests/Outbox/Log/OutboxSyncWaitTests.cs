using OpcSpaces.Edge.Clock;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Tests.Outbox.Log;

/// <summary>A gateway that starts with the time of its last shutdown, and waits for a time server.</summary>
public sealed class OutboxSyncWaitTests : IDisposable
{
    private static readonly TimeSpan Behind = TimeSpan.FromHours(5);
    private readonly OutboxFixture _outbox = new(open: false) { IsSynchronized = false };

    public OutboxSyncWaitTests()
    {
        _outbox.SensingTime = new WaitingTime(_outbox.Time, new SyncWait(_outbox.Time, TimeSpan.FromMinutes(10), () => _outbox.IsSynchronized));
        _outbox.Time.JumpWallClock(-Behind);
        _outbox.Reopen();
    }

    public void Dispose() => _outbox.Dispose();

    [Fact]
    public async Task Readings_of_the_wait_are_placed_when_the_clock_is_synchronised()
    {
        await _outbox.Log.AppendStartAsync();
        _outbox.Time.Advance(TimeSpan.FromMinutes(2));
        await AppendAsync();
        _outbox.Time.Advance(TimeSpan.FromMinutes(3));
        _outbox.Time.JumpWallClock(Behind);
        _outbox.IsSynchronized = true;
        await AppendAsync();

        var now = _outbox.NowMs;
        Assert.Equal([0, 120_000, now, now - 180_000, now], Times());
        var statement = Statement(3);
        Assert.Equal((now, 300_000L, true, 2UL), (statement.WallMs, statement.MonotonicMs, statement.Synchronized!.Value, statement.PlacedFrom!.Value));
    }

    [Fact]
    public async Task Without_a_time_server_they_are_placed_by_the_clock_as_it_is()
    {
        await _outbox.Log.AppendStartAsync();
        _outbox.Time.Advance(TimeSpan.FromMinutes(2));
        await AppendAsync();
        _outbox.Time.Advance(TimeSpan.FromMinutes(8));
        await _outbox.Log.MarkAsync(_outbox.NowMs);
        Assert.Equal([0, 120_000, _outbox.NowMs, _outbox.NowMs - 480_000], Times());
        Assert.False(Statement(3).Synchronized);
    }

    private Task<ulong> AppendAsync() =>
        _outbox.Log.AppendAsync(OutboxFixture.Hall, [new MetricReading(_outbox.Desk, _outbox.SensingTime!.GetUtcNow().ToUnixTimeMilliseconds(), PointValue.Of(true))], BatchKind.State);

    private IEnumerable<long> Times() => _outbox.All().Select(batch => StoredReading.Of(batch).Single().TimestampMs);

    private ClockStatement Statement(int sequence) =>
        ClockStatement.TryParse(StoredReading.Of(_outbox.All()[sequence - 1]).Single().Text!, out var statement, out var error) ? statement! : throw new InvalidOperationException(error);

    private sealed class WaitingTime(FakeTime system, SyncWait wait) : TimeProvider
    {
        public override long TimestampFrequency => system.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => wait.UtcNow;

        public override long GetTimestamp() => system.GetTimestamp();
    }
}
