using Microsoft.Data.Sqlite;
using OpcSpaces.Sqlite;

namespace OpcSpaces.Registry.Databases;

/// <summary>
/// The registry's SQLite file: recognised by its application id, and refused when another program or a newer version wrote it. Its tables
/// come from the migrations of EF Core; the format version is their number.
/// </summary>
internal static class RegistryFormat
{
    /// <summary>Claims a new file, and refuses one that is foreign, newer or damaged.</summary>
    /// <param name="path">The file.</param>
    /// <param name="migrations">How many migrations this program has.</param>
    /// <exception cref="SqliteFormatException">The file is refused; it is not changed.</exception>
    /// <exception cref="SqliteException">The disk does not allow it.</exception>
    public static void Claim(string path, int migrations) => SqliteFile.Open(path, vfs: null, new SqliteFormat
    {
        Kind = "a registry",
        ApplicationId = 0x4F504352, // OPCR
        Version = migrations,
        Schema = "",
        // The tables themselves are upgraded by the migrations, which know what they have done.
        Upgrades = [.. Enumerable.Repeat("", migrations - 1)],
        SurvivesPowerLoss = true,
        FixWhenDamaged = "restore it from a backup",
    }).Dispose();
}
