using CsvHelper;
using OpcSpaces.CommunityFolders.Cells;
using OpcSpaces.Model.Registry.Schema;

namespace OpcSpaces.CommunityFolders.Tables;

/// <summary>Writes a table as CSV (RFC 4180): UTF-8 with a byte order mark, which spreadsheets need to recognise it, and a header.</summary>
public static class CsvTableWriter
{
    /// <param name="stream">Is written, and stays open.</param>
    /// <param name="table">The table.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="delimiter">Between cells: a comma, a semicolon or a tab.</param>
    public static void Write(Stream stream, FolderTable table, IEnumerable<object> rows, char delimiter = ',')
    {
        using var csv = CsvWriter.Create(stream, new CsvWriterOptions { Separator = delimiter, WriteByteOrderMark = true }, leaveOpen: true);
        foreach (var column in table.Columns) csv.WriteField(column.Name);
        csv.EndRecord();
        foreach (var row in rows)
        {
            foreach (var column in table.Columns) csv.WriteField(TextOf(column, row));
            csv.EndRecord();
        }
    }

    /// <summary>A cell: numbers and dates as they are, texts so that no spreadsheet executes them.</summary>
    public static string TextOf(RegistryColumn column, object row) => column.TextOf(row) is not { } text ? ""
        : column.Kind == ColumnKind.Text || column.Kind == ColumnKind.Words ? FormulaText.Write(text)
        : text;
}
