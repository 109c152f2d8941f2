using OpcSpaces.Storage.Series;

namespace OpcSpaces.Ingest.Tests.Simulation;

/// <summary>A series store that keeps everything in memory, by (series, time), as the contract says.</summary>
internal sealed class MemorySeriesStore : ISeriesStore
{
    public SortedDictionary<(string Series, long TimeNs), string> Points { get; } = [];

    public long Position { get; private set; }

    public SeriesStoreStatus Status => new(Position, true, null, Points.Count, 0, 0);

    public Task WriteAsync(SeriesBatch batch, long position, CancellationToken cancellation)
    {
        foreach (var point in batch.Points)
            Points[(NameOf(point.Series), point.TimeNs)] = $"{point.Value.Stored} {point.Quality}";
        Position = position;
        return Task.CompletedTask;
    }

    public Task RewindAsync(long position, CancellationToken cancellation)
    {
        Position = position;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<SeriesSample>> ReadAsync(
        SeriesKey series, long fromNs, long toNs, int limit, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<SeriesSample?> ReadLatestAsync(SeriesKey series, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<long> CountAsync(SeriesKey series, CancellationToken cancellation) =>
        Task.FromResult((long)Points.Keys.Count(key => key.Series == NameOf(series)));

    public Task<IReadOnlyList<SeriesKey>> ListAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static string NameOf(SeriesKey key) => $"{key.Measurement},{key.Community},{key.Zone},{key.Point} {key.Field}";
}
