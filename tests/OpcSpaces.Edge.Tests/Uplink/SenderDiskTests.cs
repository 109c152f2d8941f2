using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Tests.Outbox;
using OpcSpaces.Edge.Uplink;
using OpcSpaces.Testing;
using OpcSpaces.Testing.Disks;

namespace OpcSpaces.Edge.Tests.Uplink;

public sealed class SenderDiskTests : IDisposable
{
    private readonly FaultyVfs _vfs = FaultyVfs.Register(new Random(1));
    private readonly OutboxFixture _outbox;

    public SenderDiskTests() => _outbox = new OutboxFixture(new OutboxConfig { Vfs = _vfs.Name });

    public void Dispose()
    {
        _vfs.Disk.RefusesReads = false;
        _outbox.Dispose();
        _vfs.Dispose();
    }

    [Fact]
    public async Task The_sender_waits_for_a_disk_that_cannot_be_read()
    {
        for (var i = 0; i < 4; i++) await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _outbox.AppendTelemetryAsync(100)));
        var log = new CountingLogger();
        using var sender = new Sender(_outbox.Log, new UplinkConfig(), _outbox.Time, new Random(1), log);
        using var stop = new CancellationTokenSource();
        var cloud = new FakeCloud(_outbox.Log);
        var running = sender.RunAsync(stop.Token);

        _vfs.Disk.RefusesReads = true;
        cloud.Connect(sender);
        await AdvanceUntilAsync(() => log.Count > 2, "the disk to be asked again");
        Assert.False(running.IsCompleted);
        Assert.Empty(cloud.Received);

        _vfs.Disk.RefusesReads = false;
        await AdvanceUntilAsync(() => cloud.Committed == 400, "everything to be committed");
        await stop.CancelAsync();
        await running;
    }

    private Task AdvanceUntilAsync(Func<bool> condition, string what) => Eventually.ThatAsync(
        () =>
        {
            _outbox.Time.Advance(TimeSpan.FromSeconds(1));
            return condition();
        },
        Eventually.Patience, what);
}
