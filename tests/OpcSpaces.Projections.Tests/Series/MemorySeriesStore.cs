using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Series;

namespace OpcSpaces.Projections.Tests.Series;

/// <summary>A series store that keeps everything in memory, by (series, time), as the contract says.</summary>
internal sealed class MemorySeriesStore : ISeriesStore
{
    private readonly SemaphoreSlim _isBack = new(1, 1);

    public SortedDictionary<(string Series, long TimeNs), string> Points { get; } = [];

    public long Position { get; private set; }

    /// <summary>A store that is away is waited for, as the contract says.</summary>
    public bool IsAway
    {
        get => _isBack.CurrentCount == 0;
        set
        {
            if (value)
                _isBack.Wait();
            else
                _isBack.Release();
        }
    }

    public SeriesStoreStatus Status => new(Position, null, null, Points.Count, 0, 0);

    // A test that replaces the journal rewinds the store by itself.
    public void BelongTo(JournalIdentity journal)
    {
    }

    public async Task WriteAsync(SeriesBatch batch, long position, CancellationToken cancellation)
    {
        await _isBack.WaitAsync(cancellation);
        _isBack.Release();
        foreach (var point in batch.Points)
            Points[(NameOf(point.Series), point.TimeNs)] = $"{point.Value.Stored} {point.Quality}";
        Position = position;
    }

    public Task RewindAsync(long position, CancellationToken cancellation)
    {
        Position = position;
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<SeriesSample>> ReadAsync(
        SeriesKey series, long fromNs, long toNs, int limit, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<SeriesSample?> ReadBeforeAsync(SeriesKey series, long beforeNs, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<IReadOnlyList<SeriesBucket>> SummariseAsync(SeriesKey series, SeriesGrid grid, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<long> CountAsync(SeriesKey series, CancellationToken cancellation) =>
        Task.FromResult((long)Points.Keys.Count(key => key.Series == NameOf(series)));

    public Task<IReadOnlyList<SeriesKey>> ListAsync(CancellationToken cancellation) => throw new NotSupportedException();

    public Task ExpireAsync(string measurement, IReadOnlyCollection<string> communities, DateTimeOffset before, Action<string, long?> removed, CancellationToken cancellation) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask; // a test may go on with it in the next run

    public static string NameOf(SeriesKey key) =>
        $"{key.Measurement},{key.Community},{key.Zone},{key.Point}{(key.IsForeign ? ",foreign" : "")} {key.Field}";
}
