using OpcSpaces.Model.Registry.Schema;

namespace OpcSpaces.Model.Registry.Changes;

/// <summary>What happened to one row: its fields with their former and new texts, null for none. A row that was added or removed has all of its fields.</summary>
/// <param name="Table">The name of the table.</param>
/// <param name="Key">The key of the row.</param>
/// <param name="Action">What happened.</param>
/// <param name="Fields">By name.</param>
public sealed record RowChange(string Table, string Key, RowAction Action, SortedDictionary<string, FieldChange> Fields)
{
    /// <summary>The change from one row to another; null when they are equal.</summary>
    /// <param name="table">The table of both.</param>
    /// <param name="former">Null when it is added.</param>
    /// <param name="fresh">Null when it is removed.</param>
    public static RowChange? Of(RegistryTable table, object? former, object? fresh)
    {
        if (former is null && fresh is null) return null;
        var fields = new SortedDictionary<string, FieldChange>(StringComparer.Ordinal);
        foreach (var column in table.Columns)
        {
            var (before, after) = (former is null ? null : column.TextOf(former), fresh is null ? null : column.TextOf(fresh));
            if (before != after) fields[column.Name] = new FieldChange(before, after);
        }

        var action = former is null ? RowAction.Add : fresh is null ? RowAction.Remove : RowAction.Change;
        return fields.Count == 0 ? null : new RowChange(table.Name, table.KeyOf(fresh ?? former!), action, fields);
    }

    /// <summary>The change that takes this one back.</summary>
    public RowChange Undo()
    {
        var fields = new SortedDictionary<string, FieldChange>(StringComparer.Ordinal);
        foreach (var (name, change) in Fields) fields[name] = new FieldChange(change.New, change.Former);
        return this with { Action = Action switch { RowAction.Add => RowAction.Remove, RowAction.Remove => RowAction.Add, _ => RowAction.Change }, Fields = fields };
    }

    /// <summary>Whether both touch a same field of the same row. To add or to remove a row touches all of its fields.</summary>
    public bool Touches(RowChange other) => Table == other.Table && Key == other.Key
        && (Action != RowAction.Change || other.Action != RowAction.Change || Fields.Keys.Any(other.Fields.ContainsKey));
}

/// <summary>The former and the new text of a field; null for none.</summary>
public readonly record struct FieldChange(string? Former, string? New);

/// <summary>What happened to a row.</summary>
public enum RowAction
{
    Add,
    Change,
    Remove,
}
