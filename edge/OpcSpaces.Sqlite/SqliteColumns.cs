using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace OpcSpaces.Sqlite;

/// <summary>Compares the tables of a file with those that a schema creates.</summary>
internal static class SqliteColumns
{
    private static readonly ConcurrentDictionary<string, HashSet<string>> Expected = [];

    /// <summary>A table of <paramref name="schema"/> that the file does not have, or a column, in words; null when it has all of them.</summary>
    public static string? FindMissing(SqliteDatabase database, string schema)
    {
        var present = Read(database);
        var missing = Expected.GetOrAdd(schema, Create).FirstOrDefault(column => !present.Contains(column));
        return missing?.Split('.') switch
        {
            null => null,
            [var table, ..] when !present.Any(column => column.StartsWith($"{table}.", StringComparison.Ordinal)) => $"the table '{table}'",
            var names => $"the column '{names[1]}' of the table '{names[0]}'",
        };
    }

    private static HashSet<string> Create(string schema)
    {
        using var memory = SqliteDatabase.Open(":memory:", vfs: null, SqliteOpenMode.Memory);
        memory.Execute(schema);
        return Read(memory);
    }

    private static HashSet<string> Read(SqliteDatabase database)
    {
        var columns = new HashSet<string>(StringComparer.Ordinal);
        using var query = database.PrepareOnce("SELECT m.name || '.' || c.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table'");
        while (query.Step())
            columns.Add(query.Text(0));
        return columns;
    }
}
