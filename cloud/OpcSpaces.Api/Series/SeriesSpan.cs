using OpcSpaces.Storage.Series;

namespace OpcSpaces.Api.Series;

/// <summary>The parts of a series, cut at the time that may be told of: a grid may begin before it and end after it, and what is outside is not read. Times in ns since 1970 UTC.</summary>
internal readonly record struct SeriesSpan
{
    /// <param name="grid">The parts.</param>
    /// <param name="fromNs">What is earlier is left out; it is in the first part, or before it.</param>
    /// <param name="toNs">What is later is left out; it is in the last part, or after it.</param>
    public SeriesSpan(SeriesGrid grid, long fromNs, long toNs) => (Grid, FromNs, ToNs) = (grid, Math.Max(grid.FromNs, fromNs), Math.Min(grid.EndNs, toNs));

    /// <summary>The parts before they are cut.</summary>
    public SeriesGrid Grid { get; }

    /// <summary>The beginning of the first part.</summary>
    public long FromNs { get; }

    /// <summary>The end of the last part, exclusive.</summary>
    public long ToNs { get; }

    /// <summary>The beginning of a part.</summary>
    public long StartNs(int index) => Math.Max(FromNs, Grid.StartNs(index));

    /// <summary>The end of a part, exclusive.</summary>
    public long EndNs(int index) => Math.Min(ToNs, Grid.StartNs(index + 1));

    /// <summary>Whether a part is shorter than the others.</summary>
    public bool IsCut(int index) => EndNs(index) - StartNs(index) < Grid.StepNs;
}
