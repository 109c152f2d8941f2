using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Points;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Series.Embedded;
using OpcSpaces.Testing;
using OpcSpaces.Testing.Disks;

namespace OpcSpaces.Storage.Tests.Series.Embedded;

/// <summary>The embedded series over a disk that is full or loses power.</summary>
public sealed class EmbeddedSeriesDiskTests : IDisposable
{
    private static readonly TimeSpan Deadline = Eventually.Patience;
    private static readonly SeriesKey Key = new("occupancy", "opc", "zone-1", "desk/1", "occupied");
    private readonly TemporaryDirectory _directory = new("series-disk");
    private readonly DeadLetterTable _deadLetters;
    private readonly Dictionary<string, long> _written = [];

    public EmbeddedSeriesDiskTests() => _deadLetters = new DeadLetterTable(
        new DeadLetterOptions { Path = _directory.File("dead-letters.db") }, NullLogger<DeadLetterTable>.Instance);

    public void Dispose()
    {
        _deadLetters.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_batch_waits_while_the_disk_is_full_and_is_written_once()
    {
        using var vfs = FaultyVfs.Register(new Random(1));
        await using var store = Open(vfs);
        await store.WriteAsync(Numbered(0, 10), 1, default);
        vfs.Disk.CapacityBytes = vfs.Disk.UsedBytes + 10_000;
        var batch = Numbered(10, 5_000);
        batch.Add(Key with { Point = "new" }, 1, PointValue.Of(double.NaN));

        var writing = store.WriteAsync(batch, 2, default);
        await Eventually.ThatAsync(() => store.Status.Retries > 2, Deadline, "retries");
        Assert.Equal((1L, false), (store.Position, store.Status.IsAvailable));
        vfs.Disk.CapacityBytes = null;
        await writing.WaitAsync(Deadline);

        Assert.Equal(5_010, await store.CountAsync(Key, default));
        Assert.Equal((2L, true, 1L), (store.Position, store.Status.IsAvailable, store.Status.PointsRefused));
    }

    [Fact]
    public async Task After_a_power_loss_the_file_holds_exactly_the_readings_up_to_its_position()
    {
        var seed = Seed.Take(nameof(After_a_power_loss_the_file_holds_exactly_the_readings_up_to_its_position));
        var losses = 0;
        for (var round = 0; round < Soak.Rounds(usual: 5, soak: 200); round++)
        {
            using var vfs = FaultyVfs.Register(seed.CreateRandom(round));
            var random = seed.CreateRandom(-1 - round);
            for (var crash = 0; crash < 30; crash++)
            {
                vfs.Disk.PowerOffAtOperation(random.Next(6) == 0 ? random.Next(1, 500) : random.Next(1, 50));
                await seed.RunAsync(async () => losses += await UseUntilPowerFailsAsync(vfs));
                vfs.Disk.PowerOn(random);
            }
        }
        Assert.True(losses > 0, $"no power loss ever took a commit, so this shows nothing [{seed}]");
    }

    /// <summary>Returns 1 when the position is behind what was once written, which is allowed here.</summary>
    private async Task<int> UseUntilPowerFailsAsync(FaultyVfs vfs)
    {
        const int Each = 40;
        var loss = 0;
        try
        {
            await using var store = Open(vfs);
            Assert.Equal(store.Position * Each, await store.CountAsync(Key, default));
            loss = store.Position < _written.GetValueOrDefault(vfs.Name) ? 1 : 0;
            _written[vfs.Name] = store.Position;
            while (true)
            {
                using var off = new CancellationTokenSource();
                var position = store.Position;
                var writing = store.WriteAsync(Numbered(position * Each, Each), position + 1, off.Token);
                if (vfs.Disk.IsOff)
                    await off.CancelAsync();
                await writing;
                _written[vfs.Name] = position + 1;
            }
        }
        catch (Exception e) when (vfs.Disk.IsOff && e is not Xunit.Sdk.XunitException)
        {
            return loss; // the power went
        }
    }

    private static SeriesBatch Numbered(long first, int count)
    {
        var batch = new SeriesBatch();
        for (var i = 0; i < count; i++)
            batch.Add(Key, first + i, PointValue.Of(i % 2 == 0));
        return batch;
    }

    private EmbeddedSeriesStore Open(FaultyVfs vfs) => new(
        new EmbeddedSeriesOptions
        {
            Path = _directory.File("series.db"),
            Vfs = vfs.Name,
            CacheMib = 1,
            Retry = new RetryOptions { FirstDelayMs = 1, MaxDelayMs = 2 },
        },
        _deadLetters, TimeProvider.System);
}
