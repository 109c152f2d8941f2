using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Sqlite;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Series.Influx.Http;
using OpcSpaces.Storage.Series.Influx.Lines;
using OpcSpaces.Storage.Series.Influx.Options;
using OpcSpaces.Storage.Series.Influx.Reading;
using OpcSpaces.Storage.Series.Influx.Writing;

namespace OpcSpaces.Storage.Series.Influx;

/// <summary>
/// Series in InfluxDB 1.x, 2.x, 3.x, Cloud, or whatever else takes line protocol. The position stands in a file of our own and
/// moves after the readings. Quality other than good is a field <c>{field}_quality</c> beside the value. Reading back is InfluxQL,
/// which VictoriaMetrics does not have.
/// </summary>
public sealed class InfluxSeriesStore : ISeriesStore
{
    private readonly InfluxOptions _options;
    private readonly IInfluxTransport _transport;
    private readonly InfluxOutage _outage;
    private readonly InfluxSender _sender;
    private readonly InfluxSeriesReader _reader;
    private readonly InfluxHttp _readHttp;
    private readonly InfluxPositions _positions;
    private readonly RefusedPoints _refused;
    private readonly SeriesSlots<LineSeries> _series = new(key => new LineSeries(key));
    private readonly Stack<InfluxChunk> _idle = new(); // its own lock: requests end on other threads
    private long _position;
    private long _written;
    private volatile string? _positionFault;

    /// <summary>Opens the position file; the server is reached for at the first write.</summary>
    /// <exception cref="NotSupportedException">The writer asked for is not in this build, or does not speak the API asked for.</exception>
    /// <exception cref="SqliteFormatException">The position file is something else, damaged, or of another version.</exception>
    public InfluxSeriesStore(InfluxOptions options, DeadLetterTable deadLetters, TimeProvider time, ILogger<InfluxSeriesStore>? logger = null)
        : this(options, deadLetters, time, InfluxTransports.Create(options, time), logger)
    {
    }

    internal InfluxSeriesStore(InfluxOptions options, DeadLetterTable deadLetters, TimeProvider time, IInfluxTransport transport, ILogger? logger = null)
    {
        (_options, _transport) = (options, transport);
        _refused = new RefusedPoints(deadLetters, time);
        _outage = new InfluxOutage(options, time, logger ?? NullLogger.Instance);
        _sender = new InfluxSender(transport, new RetryDelays(options.Retry, time, Random.Shared), _refused, _outage);
        _readHttp = new InfluxHttp(options, time);
        _reader = new InfluxSeriesReader(new InfluxQlClient(options, _readHttp));
        _positions = new InfluxPositions(options);
        _position = _positions.Position;
    }

    public long Position => Interlocked.Read(ref _position);

    public SeriesStoreStatus Status => new(
        Position, _outage.Now, _positionFault ?? _outage.LastFault, Interlocked.Read(ref _written), _refused.Count, _sender.Retries);

    /// <summary>Whether the server answers.</summary>
    public Task<bool> PingAsync(CancellationToken cancellation) => _transport.PingAsync(cancellation);

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
        // Crash here: everything is written again, and the refused points are known by their journal entry.
        _refused.Flush();
        _positionFault = _positions.TrySave(position);
        Interlocked.Exchange(ref _position, position);
    }

    public Task RewindAsync(long position, CancellationToken cancellation) => WriteAsync(new SeriesBatch(), position, cancellation);

    public Task<IReadOnlyList<SeriesSample>> ReadAsync(
        SeriesKey series, long fromNs, long toNs, int limit, CancellationToken cancellation) =>
        _reader.ReadAsync(series, fromNs, toNs, limit, cancellation);

    public Task<SeriesSample?> ReadLatestAsync(SeriesKey series, CancellationToken cancellation) =>
        _reader.ReadLatestAsync(series, cancellation);

    public Task<long> CountAsync(SeriesKey series, CancellationToken cancellation) => _reader.CountAsync(series, cancellation);

    public Task<IReadOnlyList<SeriesKey>> ListAsync(CancellationToken cancellation) => _reader.ListAsync(cancellation);

    public ValueTask DisposeAsync()
    {
        _transport.Dispose();
        _readHttp.Dispose();
        _positions.Dispose();
        while (_idle.TryPop(out var chunk))
            chunk.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Lines are written while the requests before are on their way.</summary>
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
            await Task.WhenAll(sending).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            throw;
        }
    }

    private async Task SendAsync(SeriesBatch batch, InfluxChunk chunk, CancellationToken cancellation)
    {
        if (chunk.Count > 0)
            await _sender.SendAsync(batch, chunk, cancellation);
        // Not after a cancellation: the bytes may still be on their way to a socket.
        lock (_idle)
            _idle.Push(chunk);
    }

    private InfluxChunk TakeChunk()
    {
        lock (_idle)
            return _idle.TryPop(out var chunk) ? chunk : new InfluxChunk();
    }
}
