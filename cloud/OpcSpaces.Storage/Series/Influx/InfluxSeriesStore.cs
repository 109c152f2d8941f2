using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Sqlite;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Series.Influx.Lines;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Storage.Series.Influx.Writing;

namespace OpcSpaces.Storage.Series.Influx;

/// <summary>
/// Series in InfluxDB 1.x, 2.x, 3.x, Cloud, or any other server that takes line protocol. The position is in a file of our own and
/// moves after the readings. A quality other than good is a field <c>{field}_quality</c> beside the value. VictoriaMetrics can be
/// written to, but it has neither InfluxQL nor Flux, so nothing can be read back from it.
/// </summary>
public sealed class InfluxSeriesStore : ISeriesStore
{
    private readonly InfluxOptions _options;
    private readonly InfluxConnection _connection;
    private readonly InfluxOutage _outage;
    private readonly InfluxSender _sender;
    private readonly InfluxPositions _positions;
    private readonly RefusedPoints _refused;
    private readonly SeriesSlots<LineSeries> _series = new(key => new LineSeries(key));
    private readonly Stack<InfluxChunk> _idle = new(); // locked by itself, because requests end on other threads
    private long _position;
    private long _written;
    private volatile string? _positionFault;

    /// <summary>Opens the position file; the server is asked at the first write.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">The options are out of range or do not fit together.</exception>
    /// <exception cref="SqliteFormatException">The position file is something else, damaged, or of another version.</exception>
    public InfluxSeriesStore(InfluxOptions options, DeadLetterTable deadLetters, TimeProvider time, ILogger<InfluxSeriesStore>? logger = null)
    {
        InfluxOptionsValidator.Check(options);
        _options = options;
        _positions = new InfluxPositions(options);
        _position = _positions.Position;
        _connection = new InfluxConnection(options, time);
        _refused = new RefusedPoints(deadLetters, time);
        _outage = new InfluxOutage(options, time, logger ?? NullLogger<InfluxSeriesStore>.Instance);
        _sender = new InfluxSender(
            _connection.Transport, _connection.Server, new RetryDelays(options.Retry, time, Random.Shared), _refused, _outage, time);
    }

    public long Position => Interlocked.Read(ref _position);

    public SeriesStoreStatus Status => new(
        Position, _outage.Now, _positionFault ?? _outage.LastFault, Interlocked.Read(ref _written), _refused.Count, _sender.Retries);

    /// <summary>Whether the server answers.</summary>
    public Task<bool> PingAsync(CancellationToken cancellation) => _connection.Server.PingAsync(cancellation);

    /// <summary>Deletes readings on the server, for example when their retention has ended. The journal and the position stay.</summary>
    /// <exception cref="SeriesUnavailableException">The server cannot be reached, or does not allow or have deletes.</exception>
    public Task DeleteAsync(SeriesRange range, CancellationToken cancellation) => _connection.Server.DeleteAsync(range, cancellation);

    public async Task ExpireAsync(string measurement, IReadOnlyCollection<string> communities, DateTimeOffset before, Action<string, long?> removed, CancellationToken cancellation)
    {
        foreach (var community in communities)
        {
            await DeleteAsync(new SeriesRange(measurement, DateTimeOffset.UnixEpoch, before, community), cancellation);
            removed(community, null);
        }
    }

    public void BelongTo(JournalIdentity journal) => Interlocked.Exchange(ref _position, _positions.BelongTo(journal));

    public async Task WriteAsync(SeriesBatch batch, long position, CancellationToken cancellation)
    {
        try
        {
            await SendAsync(batch, cancellation);
        }
        catch
        {
            _refused.Clear();
            throw;
        }
        Interlocked.Add(ref _written, batch.Count - _refused.Pending);
        // Crash here: everything is written again, and refused points are recognised by their journal entry.
        _refused.Flush();
        _positionFault = _positions.TrySave(position);
        Interlocked.Exchange(ref _position, position);
    }

    public Task RewindAsync(long position, CancellationToken cancellation) => WriteAsync(new SeriesBatch(), position, cancellation);

    public Task<IReadOnlyList<SeriesSample>> ReadAsync(
        SeriesKey series, long fromNs, long toNs, int limit, CancellationToken cancellation) =>
        _connection.Reader.ReadAsync(series, fromNs, toNs, limit, cancellation);

    public Task<SeriesSample?> ReadBeforeAsync(SeriesKey series, long beforeNs, CancellationToken cancellation) =>
        _connection.Reader.ReadBeforeAsync(series, beforeNs, cancellation);

    public Task<IReadOnlyList<SeriesBucket>> SummariseAsync(SeriesKey series, SeriesGrid grid, CancellationToken cancellation) =>
        _connection.Reader.SummariseAsync(series, grid, cancellation);

    public Task<long> CountAsync(SeriesKey series, CancellationToken cancellation) => _connection.Reader.CountAsync(series, cancellation);

    public Task<IReadOnlyList<SeriesKey>> ListAsync(CancellationToken cancellation) => _connection.Reader.ListAsync(cancellation);

    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        _positions.Dispose();
        while (_idle.TryPop(out var chunk))
            chunk.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The lines of the next request are prepared while earlier requests are under way.</summary>
    private async Task SendAsync(SeriesBatch batch, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var sending = new Queue<Task>();
        try
        {
            for (var next = 0; next < batch.Count;)
            {
                if (sending.Count == _options.Parallel)
                    await sending.Dequeue();
                var chunk = TakeChunk();
                next = chunk.Fill(batch, next, _options.BatchPoints, _series, _refused);
                sending.Enqueue(SendAsync(batch, chunk, stop.Token));
            }
            while (sending.TryPeek(out var oldest))
            {
                await oldest;
                _ = sending.Dequeue();
            }
        }
        catch
        {
            await stop.CancelAsync();
            await Task.WhenAll(sending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
    }

    private async Task SendAsync(SeriesBatch batch, InfluxChunk chunk, CancellationToken cancellation)
    {
        if (chunk.Count > 0)
            await _sender.SendAsync(batch, chunk, cancellation);
        // Not after a cancellation: a socket may still read the bytes.
        lock (_idle)
            _idle.Push(chunk);
    }

    private InfluxChunk TakeChunk()
    {
        lock (_idle)
            return _idle.TryPop(out var chunk) ? chunk : new InfluxChunk();
    }
}
