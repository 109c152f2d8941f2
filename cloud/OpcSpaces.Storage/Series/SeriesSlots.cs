namespace OpcSpaces.Storage.Series;

/// <summary>What a store keeps for each series: found by slot when the key comes from one catalog, otherwise by its names. Not thread-safe.</summary>
internal sealed class SeriesSlots<T>(Func<SeriesKey, T> make)
    where T : class
{
    private readonly Dictionary<SeriesKey, T> _byName = [];
    private (SeriesKey Key, T Value)[] _bySlot = new (SeriesKey, T)[256];

    public T this[SeriesKey key]
    {
        get
        {
            var slots = _bySlot;
            return (uint)key.Slot < (uint)slots.Length && ReferenceEquals(slots[key.Slot].Key, key)
                ? slots[key.Slot].Value
                : Find(key);
        }
    }

    public void Clear()
    {
        _byName.Clear();
        Array.Clear(_bySlot);
    }

    private T Find(SeriesKey key)
    {
        if (!_byName.TryGetValue(key, out var value))
            _byName[key] = value = make(key);
        if (key.Slot < 0)
            return value;
        if (key.Slot >= _bySlot.Length)
            Array.Resize(ref _bySlot, Math.Max(key.Slot + 1, _bySlot.Length * 2));
        _bySlot[key.Slot] = (key, value);
        return value;
    }
}
