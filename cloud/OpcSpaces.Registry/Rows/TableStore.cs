using Microsoft.EntityFrameworkCore;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Schema;

namespace OpcSpaces.Registry.Rows;

/// <summary>Reads the rows of one table.</summary>
internal abstract class TableStore
{
    private static readonly Dictionary<RegistryTable, TableStore> All =
        RegistryTables.All.ToDictionary(table => table, table => (TableStore)Activator.CreateInstance(typeof(TableStore<>).MakeGenericType(table.Record))!);

    public static TableStore Of(RegistryTable table) => All[table];

    /// <summary>Reads rows in the database's order, one at a time.</summary>
    /// <param name="context">Where.</param>
    /// <param name="community">Of one community; null for all.</param>
    public abstract IEnumerable<object> Read(RegistryContext context, string? community);
}

/// <inheritdoc />
internal sealed class TableStore<T> : TableStore
    where T : class
{
    private static readonly string CommunityProperty = RegistryTables.Of<T>().Keys[0].PropertyName;

    public override IEnumerable<object> Read(RegistryContext context, string? community)
    {
        var rows = context.Set<T>().AsNoTracking();
        return community is null ? rows.AsEnumerable() : rows.Where(row => EF.Property<string>(row, CommunityProperty) == community).AsEnumerable();
    }
}
