using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Schema;

namespace OpcSpaces.CommunityFolders.Tables;

/// <summary>A table as a CSV file of a community folder: without the community, which is the same for all rows, and without outlines, which are in the plan.</summary>
public sealed class FolderTable
{
    private FolderTable(RegistryTable table)
    {
        Table = table;
        Columns = [.. table.Columns.Where(column => column.Name != "community" && column.Kind != ColumnKind.Shape)];
    }

    /// <summary>All CSV files of a folder.</summary>
    public static IReadOnlyList<FolderTable> All { get; } = [.. RegistryTables.OfCommunity.Select(table => new FolderTable(table))];

    public RegistryTable Table { get; }

    /// <summary>In the order in which they are written; they may be read in any.</summary>
    public IReadOnlyList<RegistryColumn> Columns { get; }

    public string FileName => $"{Table.Name}.csv";

    /// <summary>The columns that a file must have.</summary>
    public IEnumerable<RegistryColumn> Required => Columns.Where(IsRequired);

    /// <summary>Whether a cell of the column must not be empty.</summary>
    public static bool IsRequired(RegistryColumn column) => !column.IsNullable && column.Kind != ColumnKind.Words && column.Kind != ColumnKind.Truth;

    internal static FolderTable Of<T>() => All.Single(table => table.Table.Record == typeof(T));

    internal static bool IsPlan(RegistryTable table, string? field) => table.Record == typeof(Zone) && field == "outline";
}
