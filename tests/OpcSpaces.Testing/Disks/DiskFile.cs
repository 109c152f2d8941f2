namespace OpcSpaces.Testing.Disks;

/// <summary>One file: what the system sees, what is certainly on the disk, and the operations in between.</summary>
internal sealed class DiskFile
{
    private readonly DiskImage _durable;
    private readonly DiskImage _current;
    private readonly List<DiskOperation> _pending = [];

    internal DiskFile()
        : this(new DiskImage())
    {
    }

    private DiskFile(DiskImage durable)
    {
        _durable = durable;
        _current = durable.Copy();
    }

    internal int Length => _current.Length;

    internal IReadOnlyList<DiskOperation> Pending => _pending;

    /// <summary>Handles that are open on this file, for the lock protocol between connections.</summary>
    internal List<DiskHandle> Handles { get; } = [];

    internal SharedMemory? SharedMemory { get; set; }

    internal int Read(long offset, Span<byte> into) => _current.Read(offset, into);

    internal void Write(long number, long offset, ReadOnlySpan<byte> data)
    {
        _current.Write(offset, data);
        _pending.Add(new DiskOperation(number, offset, data.ToArray()));
    }

    internal void Truncate(long number, long size)
    {
        _current.Truncate(size);
        _pending.Add(new DiskOperation(number, size, null));
    }

    internal void MakeDurable()
    {
        foreach (var operation in _pending)
        {
            if (operation.Bytes is { } bytes)
                _durable.Write(operation.Offset, bytes);
            else
                _durable.Truncate(operation.Offset);
        }

        _pending.Clear();
    }

    /// <summary>Decides now which pending operations reach the disk. The others never will, but the system still sees them.</summary>
    internal void Settle(Survival survival)
    {
        foreach (var operation in _pending)
            survival.Apply(operation, _durable);
        _pending.Clear();
    }

    /// <summary>The file as the next boot finds it, without locks and shared memory.</summary>
    internal DiskFile Reboot() => new(_durable);
}
