using Microsoft.Data.Sqlite;
using OpcSpaces.Testing.Disks.Native;

namespace OpcSpaces.Testing.Disks;

/// <summary>
/// A SQLite file system (sqlite.org/vfs.html) over a <see cref="FaultyDisk"/>, registered under a name of its own with
/// the SQLite library that Microsoft.Data.Sqlite uses. WAL works between the connections of this process.
/// </summary>
public sealed unsafe class FaultyVfs : IDisposable
{
    private static int _count;
    private readonly NativeVfs* _native;

    private FaultyVfs(Random random)
    {
        Name = $"faulty-{Interlocked.Increment(ref _count)}";
        Disk = new FaultyDisk(random);
        SQLitePCL.Batteries_V2.Init();
        _native = VfsCallbacks.Create(Name, Disk);
        Check(SqliteLibrary.Initialize());
        Check(SqliteLibrary.Register(_native, makeDefault: 0));
    }

    /// <summary>For the connection-string keyword <c>Vfs</c>.</summary>
    public string Name { get; }

    public FaultyDisk Disk { get; }

    /// <summary>Makes an empty disk; <paramref name="random"/> also feeds SQLite's own random numbers, so that a run repeats exactly.</summary>
    public static FaultyVfs Register(Random random) => new(random);

    /// <summary>A connection string for a database on this disk, without pooling.</summary>
    public string ConnectionString(string path) =>
        new SqliteConnectionStringBuilder { DataSource = path, Vfs = Name, Pooling = false }.ToString();

    public void Dispose() => _ = SqliteLibrary.Unregister(_native);

    private static void Check(int code)
    {
        if (code != SqliteCode.Ok)
            throw new InvalidOperationException($"SQLite refused the file system with code {code}.");
    }
}
