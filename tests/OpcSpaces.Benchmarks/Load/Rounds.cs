namespace OpcSpaces.Benchmarks.Load;

/// <summary>The figures of several rounds, by name; the median of each is reported.</summary>
internal sealed class Rounds
{
    private readonly Dictionary<string, List<double>> _values = [];

    public void Add(string name, double value)
    {
        if (!_values.TryGetValue(name, out var values))
            _values[name] = values = [];
        values.Add(value);
    }

    /// <summary>The middle value, or the mean of the two in the middle.</summary>
    public double Median(string name)
    {
        var sorted = _values[name].Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    public Dictionary<string, double> Medians() => _values.Keys.ToDictionary(name => name, name => Math.Round(Median(name), 4));
}
