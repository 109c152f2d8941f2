using System.Collections;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Changes;
using OpcSpaces.Model.Registry.Schema;

namespace OpcSpaces.Registry.Committing;

/// <summary>
/// The rows that an edit changes, in the order of tables and keys. Each <see cref="RowChange"/> is made when it is asked for: an import
/// of 100,000 rows would not need much memory for its rows, but for its fields.
/// </summary>
internal sealed class PlannedChanges : IReadOnlyList<RowChange>
{
    private readonly List<(RegistryTable Table, object? Former, object? Fresh)> _rows = [];

    public int Count => _rows.Count;

    public int Added => _rows.Count(row => row.Former is null);

    public int Removed => _rows.Count(row => row.Fresh is null);

    public IReadOnlyList<(RegistryTable Table, object? Former, object? Fresh)> Rows => _rows;

    public RowChange this[int index] => RowChange.Of(_rows[index].Table, _rows[index].Former, _rows[index].Fresh)!;

    /// <summary>What is different between the two, of tables that may differ.</summary>
    public static PlannedChanges Between(RegistryRows before, RegistryRows after)
    {
        var changes = new PlannedChanges();
        foreach (var table in RegistryTables.All)
        {
            var (former, fresh) = (before.Of(table), after.Of(table));
            foreach (var key in former.Keys.Union(fresh.Keys).Order(StringComparer.Ordinal))
            {
                var (one, two) = (former.GetValueOrDefault(key), fresh.GetValueOrDefault(key));
                if (!Equals(one, two)) changes._rows.Add((table, one, two));
            }
        }

        return changes;
    }

    public IEnumerator<RowChange> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
