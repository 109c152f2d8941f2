using OpcSpaces.Model.Registry.Changes;
using OpcSpaces.Model.Registry.Schema;

namespace OpcSpaces.Model.Registry;

/// <summary>Rows of the registry in memory, in the order of their keys: of one community, or of all. Not thread-safe while it changes.</summary>
public sealed class RegistryRows
{
    private readonly Dictionary<Type, SortedDictionary<string, object>> _tables =
        RegistryTables.All.ToDictionary(table => table.Record, _ => new SortedDictionary<string, object>(StringComparer.Ordinal));

    public RegistryRows()
    {
    }

    public RegistryRows(IEnumerable<object> rows)
    {
        foreach (var row in rows) Put(row);
    }

    /// <summary>Every row, in the order of <see cref="RegistryTables.All"/>, then of keys.</summary>
    public IEnumerable<object> All => RegistryTables.All.SelectMany(table => _tables[table.Record].Values);

    public int Count => _tables.Values.Sum(table => table.Count);

    /// <summary>The rows of one kind.</summary>
    public IEnumerable<T> Of<T>()
        where T : class => _tables[typeof(T)].Values.Cast<T>();

    /// <summary>The rows of a table by key.</summary>
    public IReadOnlyDictionary<string, object> Of(RegistryTable table) => _tables[table.Record];

    /// <summary>The row with this key, whose parts are separated by slashes; null for none.</summary>
    public T? Find<T>(string key)
        where T : class => _tables[typeof(T)].GetValueOrDefault(key) as T;

    /// <summary>The row with this key; null for none.</summary>
    public object? Find(RegistryTable table, string key) => _tables[table.Record].GetValueOrDefault(key);

    /// <summary>Adds a row, or replaces the one with its key.</summary>
    public void Put(object row) => _tables[row.GetType()][RegistryTables.Of(row.GetType()).KeyOf(row)] = row;

    public bool Remove(RegistryTable table, string key) => _tables[table.Record].Remove(key);

    public RegistryRows Copy()
    {
        var copy = new RegistryRows();
        foreach (var (record, rows) in _tables)
        {
            foreach (var (key, row) in rows) copy._tables[record].Add(key, row);
        }

        return copy;
    }

    /// <summary>Applies a change to its row.</summary>
    /// <exception cref="InvalidOperationException">The row is not as the change expects it: a change is missing, or came twice.</exception>
    public void Apply(RowChange change)
    {
        var table = RegistryTables.Find(change.Table) ?? throw new InvalidOperationException($"There is no table '{change.Table}': a newer version wrote it.");
        var former = Find(table, change.Key);
        if ((former is null) != (change.Action == RowAction.Add))
            throw new InvalidOperationException($"{change.Table} {change.Key} is {(former is null ? "not there" : "there already")}, so it cannot be '{change.Action}'.");
        var texts = former is null ? new SortedDictionary<string, string>(StringComparer.Ordinal) : table.TextsOf(former);
        foreach (var (name, field) in change.Fields)
        {
            if (texts.GetValueOrDefault(name) != field.Former)
                throw new InvalidOperationException($"{change.Table} {change.Key} has {name} '{texts.GetValueOrDefault(name)}', and the change expects '{field.Former}'.");
            if (field.New is null) texts.Remove(name);
            else texts[name] = field.New;
        }

        if (change.Action == RowAction.Remove) Remove(table, change.Key);
        else Put(table.Create(texts));
    }
}
