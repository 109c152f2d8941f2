using MiniExcelLibs;
using OpcSpaces.CommunityFolders.Tables;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Schema;

namespace OpcSpaces.CommunityFolders;

/// <summary>Writes a community as a workbook of Excel (XLSX), with a sheet for each table. It is for reading: only folders are imported.</summary>
public static class CommunityWorkbook
{
    /// <param name="stream">Is written, and stays open.</param>
    /// <param name="rows">Has the rows of the community.</param>
    /// <param name="community">Its id.</param>
    public static void Write(Stream stream, RegistryRows rows, string community) => MiniExcel.SaveAs(
        stream, FolderTable.All.ToDictionary(table => table.Table.Name, table => (object)Rows(rows, table, community)));

    // Texts are written as texts, never as formulas; numbers and dates are what a spreadsheet computes with.
    private static List<Dictionary<string, object?>> Rows(RegistryRows rows, FolderTable table, string community)
    {
        var cells = CommunityFolderWriter.RowsOf(rows, table, community).Select(row => table.Columns.ToDictionary(column => column.Name, column => Cell(column, row))).ToList();
        return cells.Count > 0 ? cells : [table.Columns.ToDictionary(column => column.Name, _ => (object?)null)];
    }

    private static object? Cell(RegistryColumn column, object row) => column.ValueOf(row) switch
    {
        int or decimal => column.ValueOf(row),
        DateOnly date => date.ToDateTime(TimeOnly.MinValue),
        _ => column.TextOf(row),
    };
}
