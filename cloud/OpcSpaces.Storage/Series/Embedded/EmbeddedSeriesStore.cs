using Microsoft.Data.Sqlite;
using OpcSpaces.Sqlite;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Journaling;

namespace OpcSpaces.Storage.Series.Embedded;

/// <summary>
/// Series in a SQLite file of their own. Readings and position are written in one transaction, so the file holds exactly the readings
/// up to the position. Writing blocks its thread for the transaction; while the disk is full it waits and tries again.
/// </summary>
public sealed class EmbeddedSeriesStore : ISeriesStore
{
    // The one that writes waits for one transaction of the hours: some 50 ms.
    private const int ReadingsAtATime = 50_000;

    private readonly EmbeddedSeriesOptions _options;
    private readonly TimeProvider _time;
    private readonly RefusedPoints _refused;
    private readonly RetryDelays _delays;
    private readonly EmbeddedSeriesReader _reader;
    private readonly Lock _file = new(); // guards _writer: hours are summed up beside the one caller that writes
    private EmbeddedSeriesWriter? _writer;
    private long _position;
    private long _written;
    private long _retries;
    private volatile string? _lastFault;
    private volatile SeriesOutage? _outage;

    /// <summary>Opens the series, or creates a new file.</summary>
    /// <exception cref="SqliteFormatException">The file is something else, damaged, or of a newer version.</exception>
    public EmbeddedSeriesStore(EmbeddedSeriesOptions options, DeadLetterTable deadLetters, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _refused = new RefusedPoints(deadLetters, time);
        _delays = new RetryDelays(options.Retry, time, Random.Shared);
        _writer = EmbeddedSeriesWriter.Open(options);
        _position = _writer.Position;
        _reader = new EmbeddedSeriesReader(options);
    }

    public long Position => Interlocked.Read(ref _position);

    public SeriesStoreStatus Status => new(
        Position, _outage, _lastFault, Interlocked.Read(ref _written), _refused.Count, Interlocked.Read(ref _retries));

    public void BelongTo(JournalIdentity journal)
    {
        lock (_file)
        {
            try
            {
                _writer ??= EmbeddedSeriesWriter.Open(_options);
                _writer.BelongTo(journal, _options.Path);
            }
            catch
            {
                DropWriter();
                throw;
            }
        }
    }

    public async Task WriteAsync(SeriesBatch batch, long position, CancellationToken cancellation)
    {
        while (!TryWrite(batch, position))
        {
            await _delays.WaitAsync(askedFor: null, cancellation);
            Interlocked.Increment(ref _retries);
        }
    }

    public Task RewindAsync(long position, CancellationToken cancellation) => WriteAsync(new SeriesBatch(), position, cancellation);

    public Task<IReadOnlyList<SeriesSample>> ReadAsync(
        SeriesKey series, long fromNs, long toNs, int limit, CancellationToken cancellation) =>
        Task.Run(() => _reader.Read(series, fromNs, toNs, limit), cancellation);

    public Task<SeriesSample?> ReadBeforeAsync(SeriesKey series, long beforeNs, CancellationToken cancellation) =>
        Task.Run(() => _reader.ReadBefore(series, beforeNs), cancellation);

    public Task<IReadOnlyList<SeriesBucket>> SummariseAsync(SeriesKey series, SeriesGrid grid, CancellationToken cancellation) => Task.Run(
        () =>
        {
            while (_reader.FindHoursToRoll(series, grid) is { } until && TryRollUp(series, until))
                cancellation.ThrowIfCancellationRequested();
            return _reader.Summarise(series, grid);
        },
        cancellation);

    public Task<long> CountAsync(SeriesKey series, CancellationToken cancellation) =>
        Task.Run(() => _reader.Count(series), cancellation);

    public Task<IReadOnlyList<SeriesKey>> ListAsync(CancellationToken cancellation) => Task.Run(_reader.List, cancellation);

    public Task ExpireAsync(string measurement, IReadOnlyCollection<string> communities, DateTimeOffset before, Action<string, long?> removed, CancellationToken cancellation) =>
        Task.Run(() => EmbeddedSeriesExpiry.Run(_options, measurement, before, count => removed("", count), cancellation), cancellation);

    public ValueTask DisposeAsync()
    {
        lock (_file)
            DropWriter();
        _reader.Dispose();
        return ValueTask.CompletedTask;
    }

    private bool TryWrite(SeriesBatch batch, long position)
    {
        lock (_file)
            return TryWriteAlone(batch, position);
    }

    private bool TryWriteAlone(SeriesBatch batch, long position)
    {
        try
        {
            _writer ??= EmbeddedSeriesWriter.Open(_options);
            _writer.Write(batch, position, _refused);
        }
        catch (SqliteException e) when (SqliteCode.IsDiskTrouble(e.SqliteErrorCode))
        {
            _refused.Clear();
            DropWriter();
            _lastFault = e.Message;
            _outage = new SeriesOutage(_outage?.Since ?? _time.GetUtcNow(), e.Message, $"Make room on the disk of {_options.Path}, or repair it.");
            return false;
        }
        catch
        {
            _refused.Clear();
            DropWriter();
            throw;
        }
        _delays.Succeeded();
        _outage = null;
        // Crash here: a refused point is missing among the dead letters. Nothing depends on them; the journal still has it.
        Interlocked.Add(ref _written, batch.Count - _refused.Pending);
        _refused.Flush();
        Interlocked.Exchange(ref _position, position);
        return true;
    }

    /// <summary>False where the disk does not take it: then the readings themselves are the answer, which takes longer.</summary>
    private bool TryRollUp(SeriesKey series, long untilNs)
    {
        lock (_file)
        {
            try
            {
                _writer ??= EmbeddedSeriesWriter.Open(_options);
                _writer.RollUp(series, untilNs, ReadingsAtATime);
                return true;
            }
            catch (SqliteException e) when (SqliteCode.IsDiskTrouble(e.SqliteErrorCode))
            {
                DropWriter();
                return false;
            }
            catch
            {
                DropWriter();
                throw;
            }
        }
    }

    private void DropWriter()
    {
        _writer?.Dispose();
        _writer = null;
    }
}
