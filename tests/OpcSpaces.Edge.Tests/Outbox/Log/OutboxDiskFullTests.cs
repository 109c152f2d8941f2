using Microsoft.Data.Sqlite;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Points;
using OpcSpaces.Testing;
using OpcSpaces.Testing.Disks;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Tests.Outbox.Log;

public sealed class OutboxDiskFullTests : IDisposable
{
    private static readonly TimeSpan Deadline = Eventually.Patience;
    private readonly FaultyVfs _vfs = FaultyVfs.Register(new Random(1));
    private readonly OutboxFixture _outbox;

    public OutboxDiskFullTests() =>
        _outbox = new OutboxFixture(new OutboxConfig { Vfs = _vfs.Name, MaxUnsavedReadings = 100 });

    public void Dispose()
    {
        _vfs.Disk.CapacityBytes = null;
        _outbox.Dispose();
        _vfs.Dispose();
    }

    [Fact]
    public async Task Readings_wait_for_a_full_disk_and_get_the_numbers_they_would_have_had()
    {
        await _outbox.AppendAsync();
        _vfs.Disk.CapacityBytes = 0;
        var waiting = Enumerable.Range(10, 50).Select(at => _outbox.AppendAsync(at: at)).ToArray();
        await Eventually.ThatAsync(() => _outbox.Log.Counts.FailedCommits > 0, Deadline, "a refused commit");
        Assert.Equal(1UL, _outbox.Log.Position.LastSequence);
        Assert.Equal(50, _outbox.Log.Counts.ReadingsUnsaved);

        await RoomAsync();
        Assert.Equal(Enumerable.Range(2, 50).Select(i => (ulong)i), await Task.WhenAll(waiting));
        Assert.Empty(_outbox.Log.Counts.ReadingsLost);
    }

    [Fact]
    public async Task Readings_that_do_not_fit_into_memory_are_counted_and_their_points_become_unknown()
    {
        await _outbox.AppendAsync(at: 1);
        _vfs.Disk.CapacityBytes = 0;
        var waiting = Enumerable.Range(1000, 130).Select(at => _outbox.AppendAsync(at: at)).ToArray();
        await Eventually.ThatAsync(() => _outbox.Log.Counts.FailedCommits > 0, Deadline, "a refused commit");
        await RoomAsync();
        var numbers = await Task.WhenAll(waiting);

        Assert.Equal(Enumerable.Repeat(0UL, 30), numbers[..30]);
        Assert.Equal(30, _outbox.Log.Counts.ReadingsLost["hall/desk/1/occupied"]);
        var stored = _outbox.All().Select(batch => Assert.Single(StoredReading.Of(batch))).ToList();
        Assert.Equal(new StoredReading(_outbox.Desk.Alias, 1000, null, QualityCode.Stale), stored[1]);
        Assert.Equal(Enumerable.Range(1030, 100).Select(at => (long)at), stored[2..].Select(reading => reading.TimestampMs));
    }

    [Fact]
    public async Task The_last_stored_reading_of_a_point_is_never_older_than_a_lost_one()
    {
        _vfs.Disk.CapacityBytes = 0;
        await Eventually.ThatAsync(
            () =>
            {
                // Always more than fits, in pieces, so that losses come before, between and after refused commits.
                for (var at = 0; at < 40; at++) _ = _outbox.AppendAsync(at: _outbox.NowMs);
                _outbox.Time.Advance(TimeSpan.FromSeconds(1));
                return _outbox.Log.Counts.FailedCommits > 5;
            },
            Deadline,
            "several refused commits");
        await RoomAsync();
        var last = await _outbox.AppendAsync();
        var times = _outbox.All().SelectMany(StoredReading.Of).Select(reading => reading.TimestampMs).ToList();
        Assert.Equal(times.Order(), times);
        Assert.Equal(last, _outbox.Log.Position.LastSequence);
    }

    [Fact]
    public async Task BdSeq_goes_on_in_memory_while_the_disk_is_full()
    {
        _outbox.Log.BirthSequences.Write(7);
        _vfs.Disk.CapacityBytes = 0;
        _outbox.Log.BirthSequences.Write(8);
        Assert.Equal((byte?)8, _outbox.Log.BirthSequences.Read());
        await RoomAsync();
        _outbox.Log.BirthSequences.Write(9);
        _outbox.Reopen();
        Assert.Equal((byte?)9, _outbox.Log.BirthSequences.Read());
    }

    [Fact]
    public async Task Closing_with_a_full_disk_fails_the_waiting_appends()
    {
        _vfs.Disk.CapacityBytes = 0;
        var waiting = _outbox.AppendAsync();
        _outbox.Log.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
    }

    [Fact]
    public async Task A_loss_in_several_zones_makes_points_unknown_in_each_of_them()
    {
        _vfs.Disk.CapacityBytes = 0;
        var office = _outbox.Log.Metric(OutboxFixture.Office, "desk/2/occupied");
        var first = _outbox.Log.AppendAsync(OutboxFixture.Office, [new MetricReading(office, 5, PointValue.Of(true))], BatchKind.State);
        var appends = Enumerable.Range(10, 100).Select(at => _outbox.AppendAsync(at: at)).ToArray();
        await Eventually.ThatAsync(() => _outbox.Log.Counts.FailedCommits > 0, Deadline, "a refused commit");
        await RoomAsync();
        await Task.WhenAll(appends);
        Assert.Equal(0UL, await first);
        var unknown = StoredReading.Of(_outbox.All().Single(batch => batch.Device == OutboxFixture.Office));
        Assert.Equal([new StoredReading(office.Alias, 5, null, QualityCode.Stale)], unknown);
    }

    private async Task RoomAsync()
    {
        _vfs.Disk.CapacityBytes = null;
        await Eventually.ThatAsync(
            () =>
            {
                _outbox.Time.Advance(TimeSpan.FromSeconds(5));
                return _outbox.Log.Counts.ReadingsUnsaved == 0;
            },
            Deadline,
            "the disk to take what waited");
    }

    [Fact]
    public async Task A_new_epoch_that_fails_does_not_change_what_births_declare()
    {
        await _outbox.AppendAsync(4);
        _outbox.Log.OnWatermark(new CommittedCommand(_outbox.Log.Position.Epoch, 2));
        _outbox.Reopen(points: OutboxFixture.Points[2..]); // the hall went; rows that speak of it are held
        _outbox.Log.OnWatermark(new CommittedCommand(_outbox.Log.Position.Epoch, 2));
        _vfs.Disk.CapacityBytes = 0;
        for (var i = 0; i < 3; i++) Assert.Throws<SqliteException>(_outbox.Log.StartNewEpoch);
        await RoomAsync();
        _outbox.Log.StartNewEpoch();

        Assert.Equal([OutboxFixture.Hall, OutboxFixture.Hall], _outbox.All().Select(batch => batch.Device));
        Assert.Contains(_outbox.Log.Capture().Definition.Devices, device => device.Id == OutboxFixture.Hall);
    }
}
