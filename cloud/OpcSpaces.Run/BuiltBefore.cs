namespace OpcSpaces.Run;

/// <summary>Remembers when a project was built, so that a start without a change of the sources builds nothing.</summary>
/// <param name="root">The folder that holds OpcSpaces.sln.</param>
/// <param name="stamp">A file whose time says when the newest build began; below a folder that holds no sources.</param>
internal sealed class BuiltBefore(string root, string stamp)
{
    private static readonly string[] SourceFolders = ["edge", "cloud", "dashboards", "firmware-sim"];
    private static readonly string[] OtherFolders = ["bin", "obj", "node_modules"];

    /// <summary>Whether no source is newer than the newest build. A file that was deleted or renamed counts by the time of its folder.</summary>
    /// <param name="program">What the build makes; without it nothing is built.</param>
    public bool IsUpToDate(string program) => File.Exists(program) && File.Exists(stamp) && !HasChanges(File.GetLastWriteTimeUtc(stamp));

    /// <summary>To be called after a build without faults.</summary>
    /// <param name="began">What was changed after this time counts as a change.</param>
    public void Save(DateTimeOffset began)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(stamp)!);
        File.WriteAllText(stamp, "");
        File.SetLastWriteTimeUtc(stamp, began.UtcDateTime);
    }

    private bool HasChanges(DateTime builtAt) =>
        new DirectoryInfo(root).EnumerateFiles().Any(file => file.LastWriteTimeUtc > builtAt)
        || SourceFolders.Select(folder => new DirectoryInfo(Path.Combine(root, folder))).Any(folder => folder.Exists && HasChanges(folder, builtAt));

    private static bool HasChanges(DirectoryInfo folder, DateTime builtAt) =>
        folder.LastWriteTimeUtc > builtAt
        || folder.EnumerateFileSystemInfos().Any(entry => entry is DirectoryInfo inner
            ? !OtherFolders.Contains(inner.Name) && HasChanges(inner, builtAt)
            : entry.LastWriteTimeUtc > builtAt);
}
