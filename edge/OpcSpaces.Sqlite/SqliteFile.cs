using Microsoft.Data.Sqlite;

namespace OpcSpaces.Sqlite;

/// <summary>
/// Opens the SQLite files that are ours, known by an application id and a format version in the header
/// (sqlite.org/fileformat2.html §1.3). A new file gets both in one transaction with its tables, an older one its upgrades in one.
/// </summary>
public static class SqliteFile
{
    /// <summary>Opens a connection that writes, over a write-ahead log; a new file gets its tables.</summary>
    /// <exception cref="SqliteFormatException">The file is something else, damaged, or from a newer version.</exception>
    /// <exception cref="SqliteException">The disk does not let us.</exception>
    public static SqliteDatabase Open(string path, string? vfs, SqliteFormat format)
    {
        try
        {
            var database = SqliteDatabase.Open(path, vfs);
            try
            {
                Claim(database, path, format);
                return database;
            }
            catch
            {
                database.Dispose();
                throw;
            }
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SqliteCode.NotADatabase or SqliteCode.Corrupt)
        {
            throw new SqliteFormatException(path, $"is not {format.What}, or it is damaged ({e.Message})", e);
        }
    }

    private static void Claim(SqliteDatabase database, string path, SqliteFormat format)
    {
        var id = database.QueryInt64("PRAGMA application_id");
        var version = database.QueryInt64("PRAGMA user_version");
        var isNew = id == 0 && version == 0 && database.QueryInt64("SELECT count(*) FROM sqlite_schema") == 0;
        if (!isNew && id != format.ApplicationId)
            throw new SqliteFormatException(path, $"is not {format.What}: it is some other SQLite file (application id {id})");
        if (!isNew && (version > format.Version || version < 1))
            throw new SqliteFormatException(
                path, $"is {format.What} of version {version}, and this program knows version {format.Version}: use a newer program or another data directory");

        database.Execute($"PRAGMA page_size={format.PageSize}"); // counts only for a file without pages
        database.Execute("PRAGMA journal_mode=WAL");
        database.Execute(format.SurvivesPowerLoss ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL");
        if (isNew)
            Change(database, format, $"{format.Schema} PRAGMA application_id={format.ApplicationId};");
        else if (version < format.Version)
            Change(database, format, string.Join(' ', format.Upgrades.Skip((int)version - 1)));
    }

    private static void Change(SqliteDatabase database, SqliteFormat format, string statements)
    {
        try
        {
            database.Execute($"BEGIN IMMEDIATE; {statements} PRAGMA user_version={format.Version}; COMMIT;");
        }
        catch
        {
            database.Rollback();
            throw;
        }
    }
}
