using OpcSpaces.Edge.Outbox;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Testing.Disks;

namespace OpcSpaces.Edge.Tests.Outbox.Log;

/// <summary>Batches that speak about the log, such as seals.</summary>
public sealed class OutboxMadeBatchTests : IDisposable
{
    private readonly FaultyVfs _vfs = FaultyVfs.Register(new Random(1));
    private readonly OutboxFixture _outbox;
    private readonly List<ulong> _made = []; // the last sequence at each call

    public OutboxMadeBatchTests() => _outbox = new OutboxFixture(new OutboxConfig { Vfs = _vfs.Name, MaxUnsavedReadings = 10 });

    public void Dispose()
    {
        _vfs.Disk.CapacityBytes = null;
        _outbox.Dispose();
        _vfs.Dispose();
    }

    [Fact]
    public async Task What_is_appended_between_the_look_at_the_log_and_the_batch_comes_after_it()
    {
        var before = _outbox.AppendAsync(); // waits for its commit, or not
        Task<ulong>? between = null;
        var made = await _outbox.Log.AppendMadeAsync(OutboxFixture.Hall, BatchKind.State, () =>
        {
            var readings = Make();
            between = _outbox.AppendAsync();
            return readings;
        });
        Assert.Equal((1UL, 2UL, 3UL), (await before, made, await between!));
        Assert.Equal([1UL], _made);
    }

    [Fact]
    public async Task Where_none_is_made_no_number_is_used_and_what_follows_is_stored()
    {
        await _outbox.AppendAsync();
        Task<ulong>? after = null;
        var made = _outbox.Log.AppendMadeAsync(OutboxFixture.Hall, BatchKind.State, () =>
        {
            after = _outbox.AppendAsync();
            return null;
        });
        Assert.Equal(0UL, await made);
        Assert.Equal(2UL, await after!);
    }

    [Fact]
    public async Task It_is_made_again_when_the_disk_did_not_accept_it()
    {
        await _outbox.AppendAsync();
        _vfs.Disk.CapacityBytes = 0;
        var made = _outbox.Log.AppendMadeAsync(OutboxFixture.Hall, BatchKind.State, Make);
        await Eventually.ThatAsync(() => _outbox.Log.Counts.FailedCommits > 0, Eventually.Patience, "a refused commit");
        var after = _outbox.AppendAsync();
        await RoomAsync(after);
        Assert.Equal((2UL, 3UL), (await made, await after));
        Assert.True(_made.Count > 1 && _made.TrueForAll(last => last == 1), string.Join(" ", _made));
    }

    [Fact]
    public async Task It_is_given_up_with_the_batches_around_it()
    {
        _vfs.Disk.CapacityBytes = 0;
        var first = _outbox.AppendAsync();
        var made = _outbox.Log.AppendMadeAsync(OutboxFixture.Hall, BatchKind.State, Make);
        var others = Enumerable.Range(0, 12).Select(_ => _outbox.AppendAsync()).ToArray();
        await RoomAsync(others[^1]);
        Assert.Equal((0UL, 0UL), (await first, await made));
        Assert.Empty(_made);
    }

    [Fact]
    public async Task Closing_writes_what_waits_behind_it()
    {
        Task<ulong>? after = null;
        var made = _outbox.Log.AppendMadeAsync(OutboxFixture.Hall, BatchKind.State, () =>
        {
            after = _outbox.AppendAsync();
            Task.Run(_outbox.Log.Dispose);
            return null;
        });
        Assert.Equal(0UL, await made);
        Assert.Equal(1UL, await after!);
    }

    private MetricReading[] Make()
    {
        _made.Add(_outbox.Log.Position.LastSequence);
        return [new MetricReading(_outbox.Desk, _outbox.NowMs, PointValue.Of(true))];
    }

    private async Task RoomAsync(Task last)
    {
        _vfs.Disk.CapacityBytes = null;
        await Eventually.ThatAsync(
            () =>
            {
                _outbox.Time.Advance(TimeSpan.FromSeconds(5));
                return last.IsCompleted;
            },
            Eventually.Patience, "the disk to take what waited");
    }
}
