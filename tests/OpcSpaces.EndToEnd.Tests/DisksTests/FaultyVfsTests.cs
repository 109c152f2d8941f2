using Microsoft.Data.Sqlite;
using OpcSpaces.Testing;
using OpcSpaces.Testing.Disks;
using Xunit.Abstractions;

namespace OpcSpaces.EndToEnd.Tests.DisksTests;

/// <summary>The faulty disk itself: SQLite keeps its promises on it exactly where sqlite.org says that it does.</summary>
public sealed class FaultyVfsTests(ITestOutputHelper output)
{
    private const int Crashes = 600;

    [Theory]
    [InlineData("WAL", "FULL")]
    [InlineData("DELETE", "EXTRA")]
    public void No_committed_row_is_lost_where_SQLite_promises_it(string journalMode, string synchronous)
    {
        var seed = Seed.Take(nameof(No_committed_row_is_lost_where_SQLite_promises_it));
        for (var round = 0; round < Soak.Rounds(usual: 1, soak: 80); round++)
        {
            using var vfs = FaultyVfs.Register(seed.CreateRandom(round));
            var trial = new PowerTrial(vfs, seed.CreateRandom(-1 - round), journalMode, synchronous);
            seed.Run(() => Assert.Null(trial.Run(Crashes)));
            output.WriteLine($"{trial.Crashes} crashes, {trial.Committed} rows committed, {vfs.Disk.Operations} operations");
            Assert.True(trial.Committed > Crashes, $"only {trial.Committed} rows were committed");
        }
    }

    [Theory]
    [InlineData("WAL", "OFF")]
    [InlineData("WAL", "NORMAL")]
    [InlineData("DELETE", "OFF")]
    [InlineData("DELETE", "FULL")]
    public void Loss_is_found_where_SQLite_does_not_promise_durability(string journalMode, string synchronous)
    {
        var seed = Seed.Take(nameof(Loss_is_found_where_SQLite_does_not_promise_durability));
        using var vfs = FaultyVfs.Register(seed.CreateRandom());
        var trial = new PowerTrial(vfs, seed.CreateRandom(1), journalMode, synchronous);
        var loss = trial.Run(Crashes);
        output.WriteLine($"{loss}");
        seed.Run(() => Assert.NotNull(loss));
    }

    [Fact]
    public void Loss_is_found_when_the_disk_lies_about_sync()
    {
        var seed = Seed.Take(nameof(Loss_is_found_when_the_disk_lies_about_sync));
        using var vfs = FaultyVfs.Register(seed.CreateRandom());
        vfs.Disk.LiesAboutSync = true;
        var trial = new PowerTrial(vfs, seed.CreateRandom(1), "WAL", "FULL");
        seed.Run(() => Assert.NotNull(trial.Run(Crashes)));
    }

    [Fact]
    public void Two_connections_share_one_WAL_and_writers_wait_for_each_other()
    {
        using var vfs = FaultyVfs.Register(new Random(1));
        using var writer = Open(vfs);
        Execute(writer, "PRAGMA journal_mode=WAL; CREATE TABLE t(x); INSERT INTO t VALUES (1)");
        using var reader = Open(vfs);
        using var reading = reader.BeginTransaction(deferred: true);
        Assert.Equal(1L, Count(reader));

        Execute(writer, "INSERT INTO t VALUES (2)");

        Assert.Equal(1L, Count(reader));
        reading.Rollback();
        Assert.Equal(2L, Count(reader));

        using var writing = writer.BeginTransaction();
        using var command = reader.CreateCommand();
        command.CommandTimeout = 1;
        command.CommandText = "INSERT INTO t VALUES (3)";
        Assert.Equal(5, Assert.Throws<SqliteException>(() => command.ExecuteNonQuery()).SqliteErrorCode);
    }

    [Fact]
    public void A_full_disk_fails_the_transaction_and_keeps_the_others()
    {
        using var vfs = FaultyVfs.Register(new Random(1));
        using var connection = Open(vfs);
        Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t(x); INSERT INTO t VALUES (1)");
        vfs.Disk.CapacityBytes = vfs.Disk.UsedBytes + 20_000;
        var failure = Assert.Throws<SqliteException>(() => Execute(connection, "INSERT INTO t VALUES (zeroblob(100000))"));
        Assert.Equal(13, failure.SqliteErrorCode);
        Assert.Equal(1L, Count(connection));

        vfs.Disk.CapacityBytes = null;
        Execute(connection, "INSERT INTO t VALUES (zeroblob(100000))");
        Assert.Equal(2L, Count(connection));
    }

    [Fact]
    public void A_failed_sync_fails_the_commit_and_what_follows_it_is_durable()
    {
        var seed = Seed.Take(nameof(A_failed_sync_fails_the_commit_and_what_follows_it_is_durable));
        for (var round = 0; round < 100; round++)
        {
            var random = seed.CreateRandom(round);
            using var vfs = FaultyVfs.Register(random);
            using (var connection = Open(vfs))
            {
                Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t(x); INSERT INTO t VALUES (1)");
                vfs.Disk.FailSync(1);
                Assert.Equal(10, Assert.Throws<SqliteException>(() => Execute(connection, "INSERT INTO t VALUES (2)")).SqliteErrorCode);
                Execute(connection, "INSERT INTO t VALUES (3)");
                vfs.Disk.PowerOff();
            }

            vfs.Disk.PowerOn(random);
            using var after = Open(vfs);
            seed.Run(() => Assert.Equal(2L, Count(after)));
        }
    }

    private static SqliteConnection Open(FaultyVfs vfs)
    {
        var connection = new SqliteConnection(vfs.ConnectionString("/disk/test.db"));
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Count(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM t";
        return (long)command.ExecuteScalar()!;
    }
}
