namespace OpcSpaces.Testing.Disks;

/// <summary>The lock protocol on a database file (sqlite.org/lockingv3.html) between the connections of one process.</summary>
internal static class FileLocks
{
    private const int Shared = 1;
    private const int Reserved = 2;
    private const int Pending = 3;

    internal static int Lock(DiskHandle handle, int level)
    {
        if (handle.LockLevel >= level)
            return SqliteCode.Ok;
        var others = handle.File.Handles.Where(other => other != handle).Select(other => other.LockLevel).DefaultIfEmpty().Max();
        if (others >= (level == Shared ? Pending : Reserved))
            return SqliteCode.Busy;
        if (level > Reserved && others >= Shared)
        {
            // Keeps new readers out while the old ones finish.
            handle.LockLevel = Pending;
            return SqliteCode.Busy;
        }

        handle.LockLevel = level;
        return SqliteCode.Ok;
    }

    internal static void Unlock(DiskHandle handle, int level) => handle.LockLevel = Math.Min(handle.LockLevel, level);

    internal static bool IsReserved(DiskFile file) => file.Handles.Any(handle => handle.LockLevel >= Reserved);
}
