namespace OpcSpaces.Testing.Disks;

/// <summary>One open file of one SQLite connection. All members are guarded by the disk's lock.</summary>
internal sealed class DiskHandle(FaultyDisk disk, DiskFile file, string? path, int flags, long boot)
{
    internal FaultyDisk Disk => disk;

    internal DiskFile File => file;

    /// <summary>The file's path; null for an anonymous temporary file.</summary>
    internal string? Path => path;

    internal int Flags => flags;

    /// <summary>The boot in which it was opened; after a power loss the handle fails.</summary>
    internal long Boot => boot;

    /// <summary>A journal or WAL that this handle could have created: its first sync also syncs the folder, as SQLite's unix VFS does (os_unix.c, UNIXFILE_DIRSYNC).</summary>
    internal bool SyncsFolder { get; set; }

    /// <summary>SQLITE_LOCK_NONE (0) to SQLITE_LOCK_EXCLUSIVE (4).</summary>
    internal int LockLevel { get; set; }

    internal SharedMemory? SharedMemory { get; set; }
}
