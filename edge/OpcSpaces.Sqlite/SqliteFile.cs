using System.Text;
using Microsoft.Data.Sqlite;

namespace OpcSpaces.Sqlite;

/// <summary>
/// Opens the SQLite files that belong to OpcSpaces. They are known by an application id and a format version in the header
/// (sqlite.org/fileformat2.html §1.3). A new or empty file gets both in one transaction with its tables; an older file gets all
/// its upgrades in one transaction.
/// </summary>
public static class SqliteFile
{
    /// <summary>Opens a connection that writes, over a write-ahead log. A file that is refused is not changed.</summary>
    /// <exception cref="SqliteFormatException">The file is foreign, of an unknown version, or damaged.</exception>
    /// <exception cref="SqliteException">The disk does not allow it, or another process has the file. The message names the file.</exception>
    public static SqliteDatabase Open(string path, string? vfs, SqliteFormat format) => Open(path, vfs, format, database => database);

    /// <summary>
    /// The same; then lets <paramref name="use"/> prepare its statements and read what it needs, so that damage which is found there is
    /// reported like damage that is found while the file is opened. When it throws, the connection is closed.
    /// </summary>
    public static T Open<T>(string path, string? vfs, SqliteFormat format, Func<SqliteDatabase, T> use)
    {
        try
        {
            var database = SqliteDatabase.Open(path, vfs);
            try
            {
                format.Prepare?.Invoke(database);
                Claim(database, path, format);
                return use(database);
            }
            catch
            {
                database.Dispose();
                throw;
            }
        }
        catch (SqliteException e) when (SqliteCode.IsDamage(e.SqliteErrorCode))
        {
            throw new SqliteFormatException(path, SqliteFormatFault.Damaged, $"is not {format.Kind}, or it is damaged ({e.Message})", format.FixWhenDamaged, e);
        }
    }

    private static void Claim(SqliteDatabase database, string path, SqliteFormat format)
    {
        var version = VersionOf(database, path, format, out var isMarked);
        database.Execute($"PRAGMA page_size={format.PageSize}"); // has an effect on a file without pages only
        if (version == 0 && format.GivesBackSpace)
            database.Execute("PRAGMA auto_vacuum=INCREMENTAL");
        database.Execute("PRAGMA journal_mode=WAL");
        database.Execute(format.SurvivesPowerLoss ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
        if (!isMarked || version != format.Version)
        {
            var statements = version == 0 ? format.Schema : string.Join(' ', format.Upgrades.Skip(version - 1));
            Change(database, path, format, $"{statements} PRAGMA application_id={format.ApplicationId}; PRAGMA user_version={format.Version};");
        }
        if (SqliteColumns.FindMissing(database, format.Schema) is { } missing)
            throw new SqliteFormatException(path, SqliteFormatFault.Damaged, $"is {format.Kind} without {missing}", format.FixWhenDamaged);
    }

    /// <summary>The file's version; 0 for a new one.</summary>
    private static int VersionOf(SqliteDatabase database, string path, SqliteFormat format, out bool isMarked)
    {
        var id = (int)database.QueryInt64("PRAGMA application_id");
        var version = (int)database.QueryInt64("PRAGMA user_version");
        isMarked = id == format.ApplicationId;
        if (id == 0 && version == 0)
        {
            if (database.QueryInt64("SELECT count(*) FROM sqlite_schema") == 0)
                return 0;
            if (format.RecogniseUnmarked?.Invoke(database) is { } unmarked)
                return unmarked;
        }
        if (!isMarked)
            throw new SqliteFormatException(
                path, SqliteFormatFault.Foreign,
                $"is not {format.Kind} but another SQLite file (application id {NameOf(id)})", "move it away or use another data directory");
        if (version < 1 || version > format.Version)
            throw new SqliteFormatException(
                path, SqliteFormatFault.UnknownVersion,
                $"is {format.Kind} of version {version}, and this program knows the versions up to {format.Version}", "use a newer program or another data directory");
        return version;
    }

    /// <summary>An application id as its four letters where it has such, else as a number.</summary>
    private static string NameOf(int id)
    {
        ReadOnlySpan<byte> bytes = [(byte)(id >> 24), (byte)(id >> 16), (byte)(id >> 8), (byte)id];
        return bytes.ContainsAnyExceptInRange((byte)'0', (byte)'z') ? $"{id}" : Encoding.ASCII.GetString(bytes);
    }

    private static void Change(SqliteDatabase database, string path, SqliteFormat format, string statements)
    {
        try
        {
            database.Execute($"BEGIN IMMEDIATE; {statements} COMMIT;");
        }
        catch (SqliteException e) when (e.SqliteErrorCode == SqliteCode.Error)
        {
            // The statements themselves are right, so the tables are not those of the version that the file names.
            database.Rollback();
            throw new SqliteFormatException(path, SqliteFormatFault.Damaged, $"is {format.Kind} that cannot be upgraded ({e.Message})", format.FixWhenDamaged, e);
        }
        catch
        {
            database.Rollback();
            throw;
        }
    }
}
