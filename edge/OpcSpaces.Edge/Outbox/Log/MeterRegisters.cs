using OpcSpaces.Edge.Outbox.Files;

namespace OpcSpaces.Edge.Outbox.Log;

/// <summary>The meters' registers, which are saved together with whatever is appended next. Guarded by the outbox's gate.</summary>
internal sealed class MeterRegisters(OutboxTables tables)
{
    private readonly Dictionary<string, long> _values = tables.ReadRegisters();
    private readonly HashSet<string> _unsaved = [];

    public long? Find(string name) => _values.TryGetValue(name, out var value) ? value : null;

    public void Set(string name, long value)
    {
        _values[name] = value;
        _unsaved.Add(name);
    }

    public Dictionary<string, long> Unsaved() => _unsaved.ToDictionary(name => name, name => _values[name]);

    /// <summary>These are durable; one that was set again in the meantime is saved again.</summary>
    public void Saved(IReadOnlyDictionary<string, long> saved)
    {
        foreach (var (name, value) in saved)
        {
            if (_values[name] == value) _unsaved.Remove(name);
        }
    }
}
