namespace OpcSpaces.Testing.Disks;

/// <summary>Result codes and flags of the SQLite VFS interface, from sqlite3.h.</summary>
internal static class SqliteCode
{
    internal const int Ok = 0;
    internal const int Busy = 5;
    internal const int IoError = 10;
    internal const int NotFound = 12;
    internal const int Full = 13;
    internal const int CannotOpen = 14;
    internal const int ShortRead = IoError | (2 << 8);
    internal const int SyncFailed = IoError | (4 << 8);
    internal const int DeleteFailedNoEntry = IoError | (23 << 8);

    internal const int OpenCreate = 0x4;
    internal const int OpenDeleteOnClose = 0x8;
    internal const int OpenMainJournal = 0x800;
    internal const int OpenSuperJournal = 0x4000;
    internal const int OpenWal = 0x80000;

    internal const int ShmUnlock = 1;
    internal const int ShmShared = 4;

    internal const int PowersafeOverwrite = 0x1000;
}
