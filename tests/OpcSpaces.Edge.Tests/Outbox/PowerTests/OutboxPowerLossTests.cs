using OpcSpaces.Edge.Outbox;
using OpcSpaces.Testing;
using OpcSpaces.Testing.Disks;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Tests.Outbox.PowerTests;

/// <summary>The fault table of the outbox's durable writes: the power fails, or a sync fails, at every operation of a run.</summary>
public sealed class OutboxPowerLossTests
{
    private const int Appends = 12;

    [Fact]
    public async Task After_a_power_loss_at_any_operation_everything_acknowledged_is_there_in_order()
    {
        var seed = Seed.Take();
        await seed.RunAsync(async () =>
        {
            var operations = await CountOperationsAsync(seed);
            var every = Soak.Rounds(usual: 3, soak: 1);
            for (var operation = 1L; operation <= operations; operation += every) await LosePowerAsync(seed, operation);
        });
    }

    [Fact]
    public async Task A_sync_that_fails_loses_nothing_that_was_acknowledged()
    {
        var seed = Seed.Take();
        await seed.RunAsync(async () =>
        {
            for (var sync = 1; sync <= Soak.Rounds(usual: 15, soak: 40); sync++)
            {
                using var vfs = FaultyVfs.Register(seed.CreateRandom(sync));
                using var outbox = new OutboxFixture(new OutboxConfig { Vfs = vfs.Name });
                await outbox.AppendAsync();
                vfs.Disk.FailSync(sync);
                var appends = Enumerable.Range(2, Appends).Select(i => outbox.AppendAsync(at: i)).ToArray();
                await FinishAsync(outbox, Task.WhenAll(appends));
                Assert.Equal(Enumerable.Range(2, Appends).Select(i => (ulong)i), appends.Select(append => append.Result));
                vfs.Disk.Crash(seed.CreateRandom(-sync));
                outbox.Reopen();
                Assert.Equal(Appends + 1, outbox.All().Count);
            }
        });
    }

    [Fact]
    public async Task The_test_itself_would_notice_a_disk_that_lies()
    {
        var lost = false;
        for (var round = 0; round < 50 && !lost; round++)
        {
            using var vfs = FaultyVfs.Register(new Random(round));
            using var outbox = new OutboxFixture(new OutboxConfig { Vfs = vfs.Name });
            await outbox.AppendAsync();
            vfs.Disk.LiesAboutSync = true;
            await outbox.AppendAsync(3);
            vfs.Disk.Crash(new Random(round));
            vfs.Disk.LiesAboutSync = false;
            outbox.Reopen();
            lost = outbox.Log.Position.LastSequence < 4;
        }

        Assert.True(lost);
    }

    private static async Task<long> CountOperationsAsync(Seed seed)
    {
        using var vfs = FaultyVfs.Register(seed.CreateRandom());
        using var outbox = new OutboxFixture(new OutboxConfig { Vfs = vfs.Name });
        await RunAsync(outbox, []);
        return vfs.Disk.Operations;
    }

    private static async Task LosePowerAsync(Seed seed, long operation)
    {
        using var vfs = FaultyVfs.Register(seed.CreateRandom());
        using var outbox = new OutboxFixture(new OutboxConfig { Vfs = vfs.Name }, open: false);
        vfs.Disk.PowerOffAtOperation(operation);
        var acknowledged = new List<(ulong Sequence, long At)>();
        try
        {
            outbox.Reopen();
            await RunAsync(outbox, acknowledged, vfs.Disk);
        }
        catch (Microsoft.Data.Sqlite.SqliteException) when (vfs.Disk.IsOff)
        {
            // The power failed while the file was being created.
        }

        vfs.Disk.PowerOn(seed.CreateRandom((int)operation));
        outbox.Reopen();
        var stored = outbox.All();
        Assert.Equal(Enumerable.Range(1, stored.Count).Select(i => (ulong)i), stored.Select(batch => batch.Sequence));
        foreach (var (sequence, at) in acknowledged) Assert.Equal(at, StoredReading.Of(stored[(int)sequence - 1])[0].TimestampMs);
        Assert.InRange(stored.Count, acknowledged.Count, acknowledged.Count + 1);
        Assert.Equal((ulong)stored.Count + 1, await outbox.AppendAsync());
    }

    // One append after the other, with everything else that writes in between.
    private static async Task RunAsync(OutboxFixture outbox, List<(ulong Sequence, long At)> acknowledged, FaultyDisk? disk = null)
    {
        for (var at = 1; at <= Appends; at++)
        {
            if (at == 4) outbox.Log.BirthSequences.Write(1);
            if (at == 6) outbox.Log.OnWatermark(new CommittedCommand(outbox.Log.Position.Epoch, 3));
            if (at == 8) _ = outbox.Log.MarkAsync(at);
            outbox.Log.SetRegister("meter", at);
            var append = outbox.AppendAsync(at: at);
            await Eventually.ThatAsync(() => append.IsCompleted || disk?.IsOff == true, Eventually.Patience, "an append or the end of power");
            if (!append.IsCompleted) return;
            acknowledged.Add((await append, at));
        }
    }

    private static async Task FinishAsync(OutboxFixture outbox, Task work)
    {
        await Eventually.ThatAsync(
            () =>
            {
                outbox.Time.Advance(TimeSpan.FromSeconds(1));
                return work.IsCompleted;
            },
            Eventually.Patience,
            "the disk to take it at the second try");
        await work;
    }
}
