using System.Runtime.InteropServices;

namespace OpcSpaces.Testing.Disks.Native;

/// <summary>The SQLite library that Microsoft.Data.Sqlite loads (SQLitePCLRaw.lib.e_sqlite3).</summary>
internal static unsafe partial class SqliteLibrary
{
    private const string Name = "e_sqlite3";

    [LibraryImport(Name, EntryPoint = "sqlite3_initialize")]
    internal static partial int Initialize();

    [LibraryImport(Name, EntryPoint = "sqlite3_vfs_register")]
    internal static partial int Register(NativeVfs* vfs, int makeDefault);

    [LibraryImport(Name, EntryPoint = "sqlite3_vfs_unregister")]
    internal static partial int Unregister(NativeVfs* vfs);
}
