using System.Runtime.Versioning;
using Microsoft.Data.Sqlite;
using OpcSpaces.Sqlite;

namespace OpcSpaces.Databases;

/// <summary>
/// A SQLite file of EF Core: recognised by its application id, and refused when another program or a newer version wrote it. Its tables
/// come from the migrations of EF Core; the format version is their number.
/// </summary>
internal static class ClaimedFile
{
    /// <summary>Claims a new file, and refuses one that is foreign, newer or damaged.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What it is, with its article.</param>
    /// <param name="applicationId">By which it is recognised.</param>
    /// <param name="migrations">How many migrations this program has.</param>
    /// <param name="isPrivate">Whether it is for its owner alone.</param>
    /// <exception cref="SqliteFormatException">The file is refused; it is not changed.</exception>
    /// <exception cref="UnauthorizedAccessException">It is for its owner alone, and belongs to another account of the machine.</exception>
    /// <exception cref="SqliteException">The disk does not allow it.</exception>
    public static void Claim(string path, string name, int applicationId, int migrations, bool isPrivate)
    {
        // Before the first byte; SQLite gives the files beside it the same rights.
        if (isPrivate && !File.Exists(path) && !OperatingSystem.IsWindows())
            new FileStream(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }).Dispose();
        SqliteFile.Open(path, vfs: null, new SqliteFormat
        {
            Kind = name,
            ApplicationId = applicationId,
            Version = migrations,
            Schema = "",
            // The tables themselves are upgraded by the migrations, which know what they have done.
            Upgrades = [.. Enumerable.Repeat("", migrations - 1)],
            SurvivesPowerLoss = true,
            FixWhenDamaged = "restore it from a backup",
        }).Dispose();
        if (isPrivate && !OperatingSystem.IsWindows()) KeepForOwner(path);
    }

    // A copy or a former version may have left it readable for others. After it was recognised: what is foreign is not changed.
    [UnsupportedOSPlatform("windows")]
    private static void KeepForOwner(string path)
    {
        foreach (var file in (string[])[path, $"{path}-wal", $"{path}-shm"])
        {
            if (File.Exists(file) && File.GetUnixFileMode(file) is not (UnixFileMode.UserRead | UnixFileMode.UserWrite)) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }
}
