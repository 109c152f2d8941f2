using System.Runtime.InteropServices;

namespace OpcSpaces.Testing.Disks;

/// <summary>
/// The wal-index of one database, shared by the connections of this process: native memory in regions, and eight lock
/// slots (sqlite.org/walformat.html §2.3). Freed when the last connection releases it; a power loss starts a new one.
/// </summary>
internal sealed unsafe class SharedMemory
{
    private const int Slots = 8;
    private readonly List<nint> _regions = [];
    private readonly DiskHandle?[] _exclusive = new DiskHandle?[Slots];
    private readonly HashSet<DiskHandle>[] _shared = [.. Enumerable.Range(0, Slots).Select(_ => new HashSet<DiskHandle>())];
    private int _users;

    internal void Attach() => _users++;

    /// <summary>Releases the memory and every lock; true when no connection uses it any more.</summary>
    internal bool Detach(DiskHandle handle)
    {
        Unlock(handle, 0, Slots);
        if (--_users > 0)
            return false;
        foreach (var region in _regions)
            NativeMemory.Free((void*)region);
        _regions.Clear();
        return true;
    }

    /// <summary>The region's address, or 0 when it does not exist and must not be created.</summary>
    internal nint Map(int region, int bytes, bool extend)
    {
        while (extend && _regions.Count <= region)
            _regions.Add((nint)NativeMemory.AllocZeroed((nuint)bytes));
        return region < _regions.Count ? _regions[region] : 0;
    }

    internal bool TryLock(DiskHandle handle, int first, int count, bool shared)
    {
        for (var slot = first; slot < first + count; slot++)
        {
            if (_exclusive[slot] is { } owner && owner != handle)
                return false;
            if (!shared && _shared[slot].Any(other => other != handle))
                return false;
        }

        for (var slot = first; slot < first + count; slot++)
        {
            if (shared)
                _shared[slot].Add(handle);
            else
                _exclusive[slot] = handle;
        }

        return true;
    }

    internal void Unlock(DiskHandle handle, int first, int count)
    {
        for (var slot = first; slot < first + count; slot++)
        {
            _shared[slot].Remove(handle);
            if (_exclusive[slot] == handle)
                _exclusive[slot] = null;
        }
    }
}
