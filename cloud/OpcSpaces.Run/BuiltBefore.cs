using System.Security.Cryptography;
using System.Text;

namespace OpcSpaces.Run;

/// <summary>Remembers what a project was built from, so that a start without a change of the sources builds nothing.</summary>
/// <param name="root">The folder that holds OpcSpaces.sln.</param>
/// <param name="stamp">A file whose time says when the newest build began, and whose text says which files there were; below a folder that holds no sources.</param>
internal sealed class BuiltBefore(string root, string stamp)
{
    private static readonly string[] SourceFolders = ["edge", "cloud", "dashboards", "firmware-sim"];
    private static readonly string[] OtherFolders = ["bin", "obj", "node_modules"];

    /// <summary>Whether no source is newer than the newest build, and none was added, deleted or renamed. The times of folders do not count: a build makes folders beside the sources.</summary>
    /// <param name="program">What the build makes; without it nothing is built.</param>
    public bool IsUpToDate(string program)
    {
        if (!File.Exists(program) || !File.Exists(stamp)) return false;
        var builtAt = File.GetLastWriteTimeUtc(stamp);
        return File.ReadAllText(stamp) == Names() && !Sources().Any(file => file.LastWriteTimeUtc > builtAt);
    }

    /// <summary>Which sources there are, to be asked before a build.</summary>
    public string Names() => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Sources().Select(file => file.FullName).Order(StringComparer.Ordinal)))));

    /// <summary>To be called after a build without faults.</summary>
    /// <param name="began">What was changed after this time counts as a change.</param>
    /// <param name="names"><see cref="Names"/> at that time.</param>
    public void Save(DateTimeOffset began, string names)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(stamp)!);
        File.WriteAllText(stamp, names);
        File.SetLastWriteTimeUtc(stamp, began.UtcDateTime);
    }

    private IEnumerable<FileInfo> Sources() => new DirectoryInfo(root).EnumerateFiles()
        .Concat(SourceFolders.Select(folder => new DirectoryInfo(Path.Combine(root, folder))).Where(folder => folder.Exists).SelectMany(Below));

    private static IEnumerable<FileInfo> Below(DirectoryInfo folder) => folder.EnumerateFiles()
        .Concat(folder.EnumerateDirectories().Where(inner => !OtherFolders.Contains(inner.Name)).SelectMany(Below));
}
