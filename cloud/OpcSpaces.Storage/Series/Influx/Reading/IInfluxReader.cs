namespace OpcSpaces.Storage.Series.Influx.Reading;

/// <summary>
/// Reads readings back, in InfluxQL or in Flux. The members mean the same as those of <see cref="ISeriesStore"/>. Each throws
/// <see cref="SeriesUnavailableException"/> when the server cannot be reached or does not understand the query. Thread-safe.
/// </summary>
internal interface IInfluxReader
{
    Task<IReadOnlyList<SeriesSample>> ReadAsync(SeriesKey key, long fromNs, long toNs, int limit, CancellationToken cancellation);

    Task<SeriesSample?> ReadBeforeAsync(SeriesKey key, long beforeNs, CancellationToken cancellation);

    Task<IReadOnlyList<SeriesBucket>> SummariseAsync(SeriesKey key, SeriesGrid grid, CancellationToken cancellation);

    Task<long> CountAsync(SeriesKey key, CancellationToken cancellation);

    Task<IReadOnlyList<SeriesKey>> ListAsync(CancellationToken cancellation);
}
