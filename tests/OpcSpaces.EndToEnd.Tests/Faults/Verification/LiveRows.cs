using Microsoft.Data.Sqlite;

namespace OpcSpaces.EndToEnd.Tests.Faults.Verification;

/// <summary>What a cloud that was stopped has kept of its live state: one line per point, every column of it.</summary>
internal static class LiveRows
{
    public static IReadOnlyList<string> Read(string path)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM point ORDER BY community, zone, name";
        using var row = command.ExecuteReader();
        var rows = new List<string>();
        while (row.Read())
            rows.Add(string.Join(" | ", Enumerable.Range(0, row.FieldCount).Select(column => $"{row.GetName(column)}={row[column]}")));
        return rows;
    }
}
