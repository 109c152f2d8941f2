namespace OpcSpaces.Model.Usage.History;

/// <summary>The kept hours of all places, a column for each figure: a metric reads those that it needs, one after the other.</summary>
internal sealed class HourColumns(HourColumns.Builder builder)
{
    private readonly int[] _observed = [.. builder.Observed], _occupied = [.. builder.Occupied];

    /// <summary>In bytes.</summary>
    public long Size => 6L * sizeof(int) * Known.Length;

    public int[] Known { get; } = [.. builder.Known];

    public int[] Expected { get; } = [.. builder.Expected];

    public int[] Low { get; } = [.. builder.Low];

    public int[] High { get; } = [.. builder.High];

    public PlaceHour this[int index] => new(_observed[index], _occupied[index], Known[index], Expected[index], Low[index], High[index]);

    /// <summary>Gathers hours, one after the other.</summary>
    internal sealed class Builder
    {
        public List<int> Observed { get; } = [];

        public List<int> Occupied { get; } = [];

        public List<int> Known { get; } = [];

        public List<int> Expected { get; } = [];

        public List<int> Low { get; } = [];

        public List<int> High { get; } = [];

        public int Count => Known.Count;

        public void Add(in PlaceHour hour)
        {
            Observed.Add(hour.ObservedMs);
            Occupied.Add(hour.OccupiedMs);
            Known.Add(hour.KnownMs);
            Expected.Add(hour.ExpectedMs);
            Low.Add(hour.LowMs);
            High.Add(hour.HighMs);
        }
    }
}
