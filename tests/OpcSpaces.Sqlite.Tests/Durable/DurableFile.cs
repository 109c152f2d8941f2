using Microsoft.Data.Sqlite;

namespace OpcSpaces.Sqlite.Tests.Durable;

/// <summary>One kind of file that outlives the process, with what is needed to write it, to open it and to make its earlier versions.</summary>
public abstract class DurableFile
{
    public abstract string Name { get; }

    public abstract string FileName { get; }

    /// <summary>Earlier versions that were ever written, each with what turns a file of the present version into one.</summary>
    public virtual IReadOnlyDictionary<string, Action<string>> Earlier => new Dictionary<string, Action<string>>();

    /// <summary>Writes a file of the present version with some rows into the directory.</summary>
    public abstract Task WriteAsync(string directory);

    /// <summary>Opens what is in the directory as the product does, and closes it.</summary>
    /// <returns>The rows (none in a file that was begun anew), and what was logged.</returns>
    public abstract Task<OpenedFile> OpenAsync(string directory);

    /// <summary>Makes it a file of a version that does not exist yet.</summary>
    public virtual void MakeNewer(string path) => Execute(path, "PRAGMA user_version = 99");

    public override string ToString() => Name;

    /// <summary>Runs SQL on a SQLite file.</summary>
    protected static void Execute(string path, string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>
    /// Puts a file that an earlier program could have written in the place of a present one: made with that program's own
    /// statements, with the present file's rows (as <c>present.TABLE</c>).
    /// </summary>
    protected static void Replace(string path, string schema, string copyRows)
    {
        var present = path + ".present";
        File.Move(path, present);
        Execute(path, $"PRAGMA journal_mode=WAL; {schema} ATTACH '{present}' AS present; {copyRows} DETACH present;");
        File.Delete(present);
    }
}

/// <summary>What was found in a file, and what was logged on the way.</summary>
public sealed record OpenedFile(IReadOnlyList<string> Rows, IReadOnlyList<string> Log);
