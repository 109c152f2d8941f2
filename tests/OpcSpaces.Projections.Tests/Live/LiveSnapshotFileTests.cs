using Microsoft.Data.Sqlite;
using OpcSpaces.Points;
using OpcSpaces.Projections.Live;
using OpcSpaces.Testing;

namespace OpcSpaces.Projections.Tests.Live;

/// <summary>The snapshot comes back exactly as it was saved, or it is not used and a sentence says why.</summary>
public sealed class LiveSnapshotFileTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("snapshot");

    private string Path => _directory.File("live.snapshot");

    private LiveSnapshotFile Snapshot => new(Path);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Every_field_and_every_kind_of_value_comes_back()
    {
        var live = Filled();
        Snapshot.Save(live.CopyForSaving());
        var read = new LiveState();
        Assert.Equal(77, Snapshot.Load(read, out var reason));
        Assert.Null(reason);
        read.Publish(77);
        Assert.Equal(Rows(live), Rows(read));
        Assert.Equal(live.History, read.History);
        Assert.Equal(
            Enum.GetValues<PointValueKind>().Order(), read.Points.Select(point => point.Value.Kind).Distinct().Order());
    }

    [Fact]
    public void Cut_off_at_any_length_it_is_not_used()
    {
        Snapshot.Save(Filled().CopyForSaving());
        var whole = File.ReadAllBytes(Path);
        for (var length = 0; length < whole.Length; length += length < 100 ? 1 : 9_973)
        {
            File.WriteAllBytes(Path, whole[..length]);
            AssertNotUsed("live snapshot");
        }
    }

    [Fact]
    public void With_any_byte_changed_it_is_not_used()
    {
        Snapshot.Save(Filled().CopyForSaving());
        var whole = File.ReadAllBytes(Path);
        for (var at = 0; at < whole.Length; at += at < 100 ? 1 : 9_973)
        {
            whole[at] ^= 0x10;
            File.WriteAllBytes(Path, whole);
            AssertNotUsed("live snapshot");
            whole[at] ^= 0x10;
        }
        File.WriteAllBytes(Path, whole);
        Assert.Equal(77, Snapshot.Load(new LiveState(), out _));
    }

    [Fact]
    public void A_missing_file_a_directory_and_an_unreadable_file_are_named()
    {
        AssertNotUsed("does not exist");
        Directory.CreateDirectory(Path);
        AssertNotUsed("cannot be read");
    }

    [Fact]
    public void The_database_of_an_earlier_version_is_named_and_goes_with_the_first_good_save()
    {
        var old = _directory.File("live.db");
        using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = old, Pooling = false }.ToString()))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=WAL; CREATE TABLE meta (key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID";
            command.ExecuteNonQuery();
        }
        File.WriteAllText(old + "-wal", "");
        File.WriteAllText(old + "-shm", "");
        Assert.Equal(0, Snapshot.Load(new LiveState(), out var reason));
        Assert.Contains($"'{old}' was written by an earlier version", reason, StringComparison.Ordinal);
        Assert.True(File.Exists(old));

        Snapshot.Save(Filled().CopyForSaving());
        Assert.Equal([Path], Directory.GetFiles(_directory.FullPath));
    }

    [Fact]
    public void A_save_that_fails_leaves_the_old_file_and_throws_what_the_projection_expects()
    {
        Snapshot.Save(Filled().CopyForSaving());
        var before = File.ReadAllBytes(Path);
        Directory.CreateDirectory(Path + ".new");
        Assert.Throws<UnauthorizedAccessException>(() => Snapshot.Save(Filled().CopyForSaving()));
        Assert.Equal(before, File.ReadAllBytes(Path));
    }

    [Fact]
    public void Nothing_is_written_while_the_position_is_that_of_the_file()
    {
        using var bench = new LiveBench();
        bench.Deliver(bench.Gateway.Connect());
        bench.Save();
        File.Delete(bench.Directory.File("live.snapshot"));
        bench.Save();
        Assert.False(File.Exists(bench.Directory.File("live.snapshot")));
        bench.Occupy(0, true);
        bench.Save();
        Assert.True(File.Exists(bench.Directory.File("live.snapshot")));
    }

    [Fact]
    public void After_a_save_that_failed_the_next_one_saves_the_same_position()
    {
        using var bench = new LiveBench();
        bench.Deliver(bench.Gateway.Connect());
        var blocked = bench.Directory.File("live.snapshot.new");
        Directory.CreateDirectory(blocked);
        bench.Save();
        Directory.Delete(blocked);
        bench.Save();
        Assert.Equal(bench.Live.Position, new LiveSnapshotFile(bench.Directory.File("live.snapshot")).Load(new LiveState(), out _));
    }

    private void AssertNotUsed(string why)
    {
        var live = new LiveState();
        Assert.Equal(0, Snapshot.Load(live, out var reason));
        Assert.Contains(why, reason, StringComparison.Ordinal);
        Assert.Contains(Path, reason, StringComparison.Ordinal);
        Assert.Empty(live.Points);
        Assert.Empty(live.Gateways);
    }

    private static LiveState Filled()
    {
        var live = new LiveState();
        PointValue[] values =
        [
            PointValue.Null, PointValue.Of(true), PointValue.Of(-5L), PointValue.Of(ulong.MaxValue), PointValue.Of(21.3f), PointValue.Of(-0.25),
            PointValue.Of(""), PointValue.Of("门 🚪"), PointValue.Of(new string('长', 60_000)), PointValue.Of("门 🚪"),
        ];
        lock (live.Gate)
        {
            foreach (var name in (string[])["C1/G1", "C2/G1"])
            {
                var gateway = live.GatewayOf(name);
                (gateway.Presence, gateway.SinceMs, gateway.Epoch, gateway.LastSequence) = (GatewayPresence.Online, 1, ulong.MaxValue - 1, 300);
                (gateway.ClockSaidMs, gateway.ClockSynchronized, gateway.ClockWallMs) = (name == "C1/G1" ? 5 : PointState.Never, name == "C1/G1" ? false : null, 7);
                (gateway.Committed, gateway.NewestReadingMs, gateway.ReceivedMs) = (ulong.MaxValue, 1_700_000_000_000, 1_700_000_360_000);
            }
            for (var i = 0; i < values.Length; i++)
            {
                var point = live.PointOf($"C{i % 2}", i % 3 == 0 ? "" : "Z1", $"desk/{i}/occupied");
                (point.Gateway, point.Value, point.Quality) = (i == 0 ? null : live.Gateways[i % 2], values[i], i % 2 == 0 ? 192 : 500);
                (point.SinceMs, point.ReceivedMs, point.StaleSinceMs, point.LastInUseMs) = (-i, i * 1_000_000_000_000L, PointState.Never, i);
                (point.IsRetired, point.InUseInLog) = (i % 2 == 0, i % 3 == 0);
                (point.Epoch, point.Sequence, point.Index) = (ulong.MaxValue - (ulong)i, 1UL << (i * 7), i == 1 ? int.MaxValue : i);
            }
            var door = live.PointOf("C1", "Z1", "door/1/state");
            (door.Gateway, door.Value) = (live.Gateways[0], PointValue.Of(DoorStates.Held));
            door.Contact = new ContactPast { ForcedMs = 1, ForcedHeardMs = 2, HeldMs = 3, HeldForMs = 4, HeldHeardMs = 5, HoldsMs = 6, HoldsHeardMs = 7 };
            live.Past.Restore(1_700_000_000_000, 1_600_000_000_000, 123);
            live.Publish(77);
        }
        return live;
    }

    private static IEnumerable<string> Rows(LiveState live) =>
    [
        .. live.Gateways.Select(gateway => gateway.ToLive().ToString()),
        .. live.Points.Select(point => $"{point.ToLive()} {point.IsRetired} {point.InUseInLog} {point.Epoch} {point.Sequence} {point.Index} {point.LastInUseMs} {point.SinceMs} {point.Contact}"),
    ];
}
