namespace OpcSpaces.Wire.Sparkplug;

/// <summary>Keys and values in the order of the wire (§6.4.8). A key may come more than once.</summary>
public sealed class SparkplugPropertySet
{
    private readonly List<KeyValuePair<string, SparkplugProperty>> _entries = [];

    public IReadOnlyList<KeyValuePair<string, SparkplugProperty>> Entries => _entries;

    /// <summary>A set that has only a quality, as our gateways send it.</summary>
    public static SparkplugPropertySet WithQuality(int quality) => new SparkplugPropertySet()
        .Add(QualityProperty.Key, new SparkplugProperty(SparkplugDataType.Int32, SparkplugValue.FromInt32(quality)));

    public SparkplugPropertySet Add(string key, SparkplugProperty value)
    {
        _entries.Add(new(key, value));
        return this;
    }

    /// <summary>The first property of this key, or null.</summary>
    public SparkplugProperty? Find(string key)
    {
        foreach (var entry in _entries)
        {
            if (entry.Key == key)
                return entry.Value;
        }
        return null;
    }
}

/// <summary>A property's value and its type (§6.4.9); a null property is encoded without its value.</summary>
public sealed record SparkplugProperty(SparkplugDataType Type, SparkplugValue Value, bool IsNull = false);
