namespace OpcSpaces.Testing.Disks;

/// <summary>
/// The names of all files: as the system sees them, as they certainly are on the disk, and the creations and
/// deletions in between, which a power loss can undo.
/// </summary>
internal sealed class DiskFolder
{
    private readonly Dictionary<string, DiskFile> _current;
    private readonly Dictionary<string, DiskFile> _durable;
    private readonly List<(long Number, string Path, DiskFile? File)> _pending = [];

    internal DiskFolder()
        : this([])
    {
    }

    private DiskFolder(Dictionary<string, DiskFile> files)
    {
        _durable = files;
        _current = new Dictionary<string, DiskFile>(files);
    }

    internal IEnumerable<string> Paths => _current.Keys;

    internal IEnumerable<DiskFile> Files => _current.Values;

    internal IEnumerable<long> PendingNumbers =>
        _pending.Select(change => change.Number)
            .Concat(_current.Values.Concat(_durable.Values).SelectMany(file => file.Pending).Select(operation => operation.Number));

    internal DiskFile? Find(string path) => _current.GetValueOrDefault(path);

    internal void Set(long number, string path, DiskFile? file)
    {
        Change(_current, path, file);
        _pending.Add((number, path, file));
    }

    /// <summary>fsync on the folder of <paramref name="path"/>.</summary>
    internal void Sync(string path)
    {
        var folder = Path.GetDirectoryName(path);
        foreach (var (_, changed, file) in _pending.Where(change => Path.GetDirectoryName(change.Path) == folder))
            Change(_durable, changed, file);
        _pending.RemoveAll(change => Path.GetDirectoryName(change.Path) == folder);
    }

    /// <summary>All files as the next boot finds them.</summary>
    internal DiskFolder Reboot(Survival survival)
    {
        foreach (var (number, path, file) in _pending)
        {
            if (survival.Keeps(number))
                Change(_durable, path, file);
        }

        foreach (var file in _durable.Values)
            file.Settle(survival);
        return new DiskFolder(_durable.ToDictionary(entry => entry.Key, entry => entry.Value.Reboot()));
    }

    private static void Change(Dictionary<string, DiskFile> names, string path, DiskFile? file)
    {
        if (file is null)
            names.Remove(path);
        else
            names[path] = file;
    }
}
