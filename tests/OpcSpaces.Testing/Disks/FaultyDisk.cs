namespace OpcSpaces.Testing.Disks;

/// <summary>
/// A disk in memory that loses what a real one may lose. Until a file is synced, each of its sectors, and until its
/// folder is synced, its name, may or may not survive a power loss. Thread-safe.
/// </summary>
public sealed class FaultyDisk
{
    private readonly Lock _gate = new();
    private DiskFolder _folder = new();
    private Random _random;
    private long _boot;
    private bool _isOff;
    private long _operationsUntilPowerOff = long.MaxValue;
    private int _syncsUntilFailure = int.MaxValue;
    private TaskCompletionSource _poweredOff = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal FaultyDisk(Random random) => _random = random;

    /// <summary>Writes, cuts, syncs, creations and deletions so far.</summary>
    public long Operations { get; private set; }

    /// <summary>Syncs that were requested so far.</summary>
    public long Syncs { get; private set; }

    /// <summary>The size of the disk; a write that no longer fits is done in part and fails with SQLITE_FULL. Null: no limit.</summary>
    public long? CapacityBytes { get; set; }

    /// <summary>Syncs report success and do nothing; this proves that a test can fail.</summary>
    public bool LiesAboutSync { get; set; }

    /// <summary>While this is set nothing can be read, as from a card with a loose contact; files stay open.</summary>
    public bool RefusesReads { get; set; }

    /// <summary>Bytes in all files as the system sees them.</summary>
    public long UsedBytes
    {
        get
        {
            lock (_gate)
                return _folder.Files.Sum(file => (long)file.Length);
        }
    }

    /// <summary>Paths of all files as the system sees them.</summary>
    public IReadOnlyList<string> Paths
    {
        get
        {
            lock (_gate)
                return [.. _folder.Paths];
        }
    }

    public bool IsOff
    {
        get
        {
            lock (_gate)
                return _isOff;
        }
    }

    /// <summary>Completes when the power fails; a new one after each <see cref="PowerOn"/>.</summary>
    public Task PoweredOff
    {
        get
        {
            lock (_gate)
                return _poweredOff.Task;
        }
    }

    /// <summary>The power fails during the given operation from now on (1 is the next one); the operation may be half done.</summary>
    public void PowerOffAtOperation(long operation)
    {
        lock (_gate)
            _operationsUntilPowerOff = operation;
    }

    /// <summary>The given sync from now on (1 is the next one) fails. What it should have saved is at best saved in part, also by later syncs.</summary>
    public void FailSync(int sync)
    {
        lock (_gate)
            _syncsUntilFailure = sync;
    }

    /// <summary>The power fails: every open file fails from now on.</summary>
    public void PowerOff()
    {
        lock (_gate)
            Die();
    }

    /// <summary>
    /// The power comes back: a random part of what was not synced exists. Files that were open keep failing; open the
    /// database again. The pool of Microsoft.Data.Sqlite must not be used (<c>Pooling=False</c>).
    /// </summary>
    public void PowerOn(Random random)
    {
        lock (_gate)
        {
            _random = random;
            var pending = _folder.PendingNumbers.DefaultIfEmpty().ToList();
            _folder = _folder.Reboot(new Survival(random, pending.Min(), pending.Max()));
            _boot++;
            _isOff = false;
            if (_poweredOff.Task.IsCompleted)
                _poweredOff = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _operationsUntilPowerOff = long.MaxValue;
            _syncsUntilFailure = int.MaxValue;
        }
    }

    /// <summary>The power fails and comes back.</summary>
    public void Crash(Random random)
    {
        PowerOff();
        PowerOn(random);
    }

    internal DiskHandle? Open(string? path, int flags)
    {
        lock (_gate)
        {
            if (_isOff)
                return null;
            var file = path is null ? new DiskFile() : _folder.Find(path);
            if (file is null)
            {
                if ((flags & SqliteCode.OpenCreate) == 0 || !Begin())
                    return null;
                file = new DiskFile();
                _folder.Set(Operations, path!, file);
            }

            const int Journals = SqliteCode.OpenMainJournal | SqliteCode.OpenSuperJournal | SqliteCode.OpenWal;
            var mayCreateJournal = (flags & SqliteCode.OpenCreate) != 0 && (flags & Journals) != 0;
            var handle = new DiskHandle(this, file, path, flags, _boot) { SyncsFolder = mayCreateJournal };
            file.Handles.Add(handle);
            return handle;
        }
    }

    internal void Close(DiskHandle handle)
    {
        UnmapSharedMemory(handle, delete: false);
        lock (_gate)
            handle.File.Handles.Remove(handle);
        if ((handle.Flags & SqliteCode.OpenDeleteOnClose) != 0 && handle.Path is { } path)
            Delete(path, syncFolder: false);
    }

    internal bool Exists(string path)
    {
        lock (_gate)
            return _folder.Find(path) is { Length: > 0 };
    }

    internal int Delete(string path, bool syncFolder)
    {
        lock (_gate)
        {
            if (_folder.Find(path) is null)
                return SqliteCode.DeleteFailedNoEntry;
            if (!Begin())
                return SqliteCode.IoError;
            _folder.Set(Operations, path, null);
            if (syncFolder && !LiesAboutSync)
                _folder.Sync(path);
            return SqliteCode.Ok;
        }
    }

    internal int Read(DiskHandle handle, Span<byte> into, long offset)
    {
        lock (_gate)
        {
            if (IsDead(handle) || RefusesReads)
                return SqliteCode.IoError;
            return handle.File.Read(offset, into) == into.Length ? SqliteCode.Ok : SqliteCode.ShortRead;
        }
    }

    internal int Write(DiskHandle handle, ReadOnlySpan<byte> data, long offset)
    {
        lock (_gate)
        {
            if (IsDead(handle))
                return SqliteCode.IoError;
            var goesOn = Begin();
            var fits = FittingBytes(handle, data.Length, offset);
            // A write during which the power fails is pending like any other: the next boot decides how much of it exists.
            handle.File.Write(Operations, offset, data[..fits]);
            return !goesOn ? SqliteCode.IoError : fits < data.Length ? SqliteCode.Full : SqliteCode.Ok;
        }
    }

    internal int Truncate(DiskHandle handle, long size)
    {
        lock (_gate)
        {
            if (IsDead(handle))
                return SqliteCode.IoError;
            var goesOn = Begin();
            handle.File.Truncate(Operations, size);
            return goesOn ? SqliteCode.Ok : SqliteCode.IoError;
        }
    }

    internal int Sync(DiskHandle handle)
    {
        lock (_gate)
        {
            if (IsDead(handle) || !Begin())
                return SqliteCode.IoError;
            Syncs++;
            if (_syncsUntilFailure != int.MaxValue && --_syncsUntilFailure == 0)
            {
                // As on Linux: the pages count as clean afterwards, so no later sync saves them.
                _syncsUntilFailure = int.MaxValue;
                var pending = handle.File.Pending.Select(operation => operation.Number).DefaultIfEmpty().ToList();
                handle.File.Settle(new Survival(_random, pending.Min(), pending.Max()));
                return SqliteCode.SyncFailed;
            }

            if (LiesAboutSync)
                return SqliteCode.Ok;
            handle.File.MakeDurable();
            if (handle is { SyncsFolder: true, Path: { } path })
                _folder.Sync(path);
            handle.SyncsFolder = false;
            return SqliteCode.Ok;
        }
    }

    internal int Size(DiskHandle handle, out long size)
    {
        lock (_gate)
        {
            size = handle.File.Length;
            return IsDead(handle) ? SqliteCode.IoError : SqliteCode.Ok;
        }
    }

    internal int Lock(DiskHandle handle, int level)
    {
        lock (_gate)
            return IsDead(handle) ? SqliteCode.IoError : FileLocks.Lock(handle, level);
    }

    internal void Unlock(DiskHandle handle, int level)
    {
        lock (_gate)
            FileLocks.Unlock(handle, level);
    }

    internal bool IsReserved(DiskHandle handle)
    {
        lock (_gate)
            return FileLocks.IsReserved(handle.File);
    }

    internal int MapSharedMemory(DiskHandle handle, int region, int bytes, bool extend, out nint address)
    {
        lock (_gate)
        {
            address = 0;
            if (IsDead(handle))
                return SqliteCode.IoError;
            if (handle.SharedMemory is null)
            {
                handle.SharedMemory = handle.File.SharedMemory ??= new SharedMemory();
                handle.SharedMemory.Attach();
            }

            address = handle.SharedMemory.Map(region, bytes, extend);
            return SqliteCode.Ok;
        }
    }

    internal int LockSharedMemory(DiskHandle handle, int first, int count, int flags)
    {
        lock (_gate)
        {
            if ((flags & SqliteCode.ShmUnlock) != 0)
            {
                handle.SharedMemory?.Unlock(handle, first, count);
                return SqliteCode.Ok;
            }

            if (IsDead(handle) || handle.SharedMemory is null)
                return SqliteCode.IoError;
            var locked = handle.SharedMemory.TryLock(handle, first, count, (flags & SqliteCode.ShmShared) != 0);
            return locked ? SqliteCode.Ok : SqliteCode.Busy;
        }
    }

    internal static void Barrier() => Interlocked.MemoryBarrier();

    internal void UnmapSharedMemory(DiskHandle handle, bool delete)
    {
        lock (_gate)
        {
            if (handle.SharedMemory is not { } memory)
                return;
            handle.SharedMemory = null;
            if ((memory.Detach(handle) || delete) && handle.File.SharedMemory == memory)
                handle.File.SharedMemory = null;
        }
    }

    internal void FillRandom(Span<byte> into)
    {
        lock (_gate)
            _random.NextBytes(into);
    }

    private bool IsDead(DiskHandle handle) => _isOff || handle.Boot != _boot;

    /// <summary>Counts one operation; false when the power fails during it. The caller holds the lock.</summary>
    private bool Begin()
    {
        if (_isOff)
            return false;
        Operations++;
        if (_operationsUntilPowerOff != long.MaxValue && --_operationsUntilPowerOff <= 0)
            Die();
        return !_isOff;
    }

    private void Die()
    {
        _isOff = true;
        _poweredOff.TrySetResult();
    }

    private int FittingBytes(DiskHandle handle, int length, long offset)
    {
        if (CapacityBytes is not { } capacity)
            return length;
        var free = Math.Max(0, capacity - _folder.Files.Sum(file => (long)file.Length));
        var end = handle.File.Length + free;
        return (int)Math.Clamp(end - offset, 0, length);
    }
}
