using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Testing.Disks;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Tests.Outbox.Log;

/// <summary>Callbacks that come while everything is being closed must not throw: an exception on a timer's thread ends the process.</summary>
public sealed class OutboxShutdownTests
{
    [Fact]
    public async Task A_retry_that_fires_after_outbox_and_pool_are_closed_does_nothing()
    {
        using var vfs = FaultyVfs.Register(new Random(1));
        using var directory = new TemporaryDirectory("shutdown");
        var time = new LateTime(TimeProvider.System);
        var pool = new CommitPool();
        var log = OutboxLog.Open(
            new OutboxDependencies { Directory = directory.FullPath, Config = new OutboxConfig { Vfs = vfs.Name }, CommitPool = pool, Time = time }, nowMs: 1);
        log.Configure([("hall", "desk/1/occupied", SparkplugDataType.Boolean)], 1);
        vfs.Disk.CapacityBytes = 0;
        var waiting = log.AppendAsync("hall", [new MetricReading(log.Metric("hall", "desk/1/occupied"), 2, PointValue.Of(true))], BatchKind.State);
        await Eventually.ThatAsync(() => time.Timers > 0, Eventually.Patience, "a retry to be waited for");

        vfs.Disk.CapacityBytes = null;
        log.Dispose();
        pool.Dispose();
        time.FireAll();
        Assert.Equal(1UL, await waiting);
    }

    [Fact]
    public void A_closed_pool_accepts_nothing_and_says_so()
    {
        var pool = new CommitPool();
        pool.Dispose();
        Assert.False(pool.TryQueue(() => Assert.Fail("ran")));
        Assert.Throws<ObjectDisposedException>(() => pool.Queue(() => Assert.Fail("ran")));
    }
}
