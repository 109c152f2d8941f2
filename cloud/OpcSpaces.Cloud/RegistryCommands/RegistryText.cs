using System.Globalization;
using OpcSpaces.CommandLine;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Changes;
using OpcSpaces.Model.Registry.Schema;
using OpcSpaces.Registry.Reading;

namespace OpcSpaces.Cloud.RegistryCommands;

/// <summary>Rows and the audit trail as lines for a terminal.</summary>
internal static class RegistryText
{
    /// <summary>The word for a row of each table: <c>tenant</c>, <c>zone-area</c>.</summary>
    public static IReadOnlyDictionary<string, RegistryTable> Kinds { get; } = RegistryTables.All.ToDictionary(Word, StringComparer.Ordinal);

    /// <summary>Whether an id means a row: its whole key, the end of it, or parts in the middle.</summary>
    public static bool Means(string key, string id) =>
        key == id || key.StartsWith($"{id}/", StringComparison.Ordinal) || key.EndsWith($"/{id}", StringComparison.Ordinal) || key.Contains($"/{id}/", StringComparison.Ordinal);

    /// <summary>A row with its fields, and its newest change.</summary>
    public static IEnumerable<string> Row(RegistryTable table, string key, object row, LogEntry? last)
    {
        yield return $"{table.Noun} {key}";
        var width = table.Columns.Max(column => column.Name.Length);
        foreach (var column in table.Columns.Where(column => !column.IsKey))
        {
            if (column.TextOf(row) is { } text) yield return $"  {column.Name.PadRight(width)}  {text}{(column.Unit is { } unit ? $" {unit}" : "")}";
        }

        if (last is not null) yield return $"  last changed in {Version(last)}";
    }

    /// <summary>A version of the audit trail as one line.</summary>
    public static string Version(LogEntry entry) => string.Create(
        CultureInfo.InvariantCulture,
        $"version {entry.Version}, {entry.At:yyyy-MM-dd HH:mm:ss} UTC, {entry.Who}: {entry.Why}{(entry.Undoes is { } undone ? $" (takes back version {undone})" : "")}, {Terminal.Count(entry.Rows, "row")}");

    /// <summary>What a version did to a row.</summary>
    public static IEnumerable<string> Change(RowChange change) =>
        change.Fields.Select(field => $"  {change.Table} {change.Key}, {field.Key}: {field.Value.Former ?? "–"} → {field.Value.New ?? "–"}");

    private static string Word(RegistryTable table) =>
        table.Name.EndsWith("ies", StringComparison.Ordinal) ? $"{table.Name[..^3]}y" : table.Name.EndsWith('s') ? table.Name[..^1] : table.Name;
}
