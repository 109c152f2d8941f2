using System.Runtime.InteropServices;

namespace OpcSpaces.Model.Usage.History;

/// <summary>The kept hours of all places, a column for each figure: a metric reads those that it needs, one after the other.</summary>
internal sealed class HourColumns
{
    private readonly List<int> _observed = [], _occupied = [], _known = [], _expected = [], _low = [], _high = [];

    public int Count => _known.Count;

    /// <summary>In bytes.</summary>
    public long Size => 6L * sizeof(int) * _known.Capacity;

    public void Add(in PlaceHour hour)
    {
        _observed.Add(hour.ObservedMs);
        _occupied.Add(hour.OccupiedMs);
        _known.Add(hour.KnownMs);
        _expected.Add(hour.ExpectedMs);
        _low.Add(hour.LowMs);
        _high.Add(hour.HighMs);
    }

    public void Trim()
    {
        foreach (var column in (List<int>[])[_observed, _occupied, _known, _expected, _low, _high]) column.TrimExcess();
    }

    public PlaceHour this[int index] => new(_observed[index], _occupied[index], _known[index], _expected[index], _low[index], _high[index]);

    public ReadOnlySpan<int> Observed => CollectionsMarshal.AsSpan(_observed);

    public ReadOnlySpan<int> Occupied => CollectionsMarshal.AsSpan(_occupied);

    public ReadOnlySpan<int> Known => CollectionsMarshal.AsSpan(_known);

    public ReadOnlySpan<int> Expected => CollectionsMarshal.AsSpan(_expected);

    public ReadOnlySpan<int> Low => CollectionsMarshal.AsSpan(_low);

    public ReadOnlySpan<int> High => CollectionsMarshal.AsSpan(_high);
}
