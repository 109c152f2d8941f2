using OpcSpaces.Sqlite;
using OpcSpaces.Storage.Usage;
using OpcSpaces.Testing;

namespace OpcSpaces.Storage.Tests.Usage;

public sealed class SqliteUsageStoreTests : UsageStoreContract, IDisposable
{
    private readonly TemporaryDirectory _directory = new("usage-store");

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Another_file_is_refused_and_left_as_it_is()
    {
        File.WriteAllText(Path, "not a database at all, but long enough to look like one");
        var error = Assert.Throws<SqliteFormatException>(Open);
        Assert.Contains("move it away", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("not a database", File.ReadAllText(Path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_beside_the_writer_changes_nothing()
    {
        using var writer = Open();
        using var reader = new SqliteUsageStore(Path, isReader: true);
        writer.Write([], new UsageSnapshot(1, 5, [1]));
        Assert.Equal(5, reader.ReadSnapshot()!.Position);
        Assert.ThrowsAny<Exception>(() => reader.Write([], new UsageSnapshot(1, 6, [1])));
        Assert.Equal(5, writer.ReadSnapshot()!.Position);
    }

    protected override IUsageStore Open() => new SqliteUsageStore(Path);

    protected override void MakeOld()
    {
        using var database = SqliteDatabase.Open(Path, vfs: null);
        database.Execute("DROP TABLE journal; PRAGMA user_version=1");
    }

    protected override long WrittenBytes(Action work)
    {
        using var database = SqliteDatabase.Open(Path, vfs: null);
        database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        work();
        return new FileInfo(Path + "-wal").Length;
    }

    private string Path => _directory.File("usage.db");
}
