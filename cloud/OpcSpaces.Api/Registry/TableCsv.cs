using OpcSpaces.Api.Csv;
using OpcSpaces.CommunityFolders.Tables;
using OpcSpaces.Model.Registry.Schema;

namespace OpcSpaces.Api.Registry;

/// <summary>Rows of a table as CSV, with all of its columns.</summary>
internal static class TableCsv
{
    public static CsvResult Of(RegistryTable table, IEnumerable<object> rows, CsvRequest request) => new(
        table.Name, [.. table.Columns.Select(column => column.Name)], rows.Select(row => (IReadOnlyList<string>)[.. table.Columns.Select(column => CsvTableWriter.TextOf(column, row))]), request);
}
