using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using OpcSpaces.Sqlite;

namespace OpcSpaces.Storage.Journaling;

/// <summary>
/// The cloud's log and its only source of truth: entries in the order in which they came, durable when <see cref="Append"/>
/// returns (SQLite, write-ahead log, synchronous=FULL). One process writes it. All members are thread-safe.
/// </summary>
public sealed partial class Journal : IDisposable
{
    private readonly JournalOptions _options;
    private readonly JournalTail _tail;
    private readonly ConcurrentBag<JournalReader> _readers = [];
    private readonly Lock _writing = new(); // guards _writer
    private readonly Lock _waiting = new(); // guards _arrival and the growth of _lastId
    private JournalWriter? _writer;
    private TaskCompletionSource? _arrival;
    private long _lastId;
    private volatile bool _disposed;

    /// <summary>Opens the journal, or creates a new one.</summary>
    /// <exception cref="SqliteFormatException">The file is not a journal, is damaged, or is of a newer version.</exception>
    /// <exception cref="JournalUnavailableException">The disk does not allow it.</exception>
    public Journal(JournalOptions options)
    {
        _options = options;
        _tail = new JournalTail(options.TailBytes);
        lock (_writing)
            Identity = Writer().Identity;
        LastIdAtOpening = LastId;
    }

    /// <summary>Which journal it is.</summary>
    public JournalIdentity Identity { get; }

    /// <summary>The newest durable entry; 0 when there is none.</summary>
    public long LastId => Volatile.Read(ref _lastId);

    /// <summary>The newest entry when this process opened the journal. What knows of later ones was made before the journal was restored from a backup.</summary>
    public long LastIdAtOpening { get; }

    /// <summary>
    /// Writes the drafts in one transaction (all or none) and returns the id of the last one after all are on the disk; the others
    /// have the ids before it. Blocks until the disk has synced.
    /// </summary>
    /// <exception cref="JournalUnavailableException">Nothing of the group may be acknowledged, and the caller must read the positions of streams again with <see cref="FindStream"/>.</exception>
    /// <exception cref="InvalidOperationException">A batch is not the next one of its stream, which is a fault of the caller. Nothing was written.</exception>
    public long Append(IReadOnlyList<JournalDraft> drafts)
    {
        lock (_writing)
        {
            if (drafts.Count == 0)
                return LastId;
            var entries = OnDisk(() => Writer().Append(drafts));
            _tail.Add(entries);
            Announce(entries[^1].Id);
            return entries[^1].Id;
        }
    }

    /// <summary>
    /// Up to <paramref name="maxEntries"/> entries after <paramref name="afterId"/>, in order; empty at the end. The last one is the
    /// entry that exceeds <paramref name="maxPayloadBytes"/>, so that at least one is returned when there is one.
    /// </summary>
    /// <exception cref="JournalUnavailableException">The disk does not allow reading.</exception>
    public IReadOnlyList<JournalEntry> Read(long afterId, int maxEntries, long maxPayloadBytes = 8 << 20)
    {
        if (afterId >= LastId)
            return [];
        return _tail.TryRead(afterId, maxEntries, maxPayloadBytes)
            ?? WithReader(reader => reader.Read(afterId, maxEntries, maxPayloadBytes));
    }

    /// <summary>
    /// The births that are valid at a position: the newest one of every (gateway, device) up to <paramref name="upToId"/>, in the
    /// journal's order. For a projection that starts in the middle.
    /// </summary>
    /// <exception cref="JournalUnavailableException">The disk does not allow reading.</exception>
    public IReadOnlyList<JournalEntry> ReadBirths(long upToId) => WithReader(reader => reader.ReadBirths(upToId));

    /// <summary>How far the batches of every epoch of every gateway are durable; one item per epoch that ever was.</summary>
    /// <exception cref="JournalUnavailableException">The disk does not allow it.</exception>
    public IReadOnlyList<StreamPosition> Streams()
    {
        lock (_writing)
            return OnDisk(() => Writer().Streams.List());
    }

    /// <summary>How far the batches of one epoch of a gateway are durable; null when there are none.</summary>
    /// <exception cref="JournalUnavailableException">The disk does not allow it.</exception>
    public StreamPosition? FindStream(string gateway, ulong epoch)
    {
        lock (_writing)
            return OnDisk(() => Writer().Streams.Find(gateway, epoch));
    }

    /// <summary>Completes when there is an entry after <paramref name="afterId"/>.</summary>
    public Task WaitAsync(long afterId, CancellationToken cancellation)
    {
        lock (_waiting)
        {
            if (_lastId > afterId)
                return Task.CompletedTask;
            _arrival ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _arrival.Task.WaitAsync(cancellation);
        }
    }

    public void Dispose()
    {
        lock (_writing)
        {
            _disposed = true;
            _writer?.Dispose();
            _writer = null;
        }
        while (_readers.TryTake(out var reader))
            reader.Dispose();
    }

    private JournalWriter Writer()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_writer is not null)
            return _writer;
        var writer = OnDisk(() => JournalFormat.OpenForWriting(_options));
        if (writer.LastId < _lastId)
        {
            writer.Dispose();
            throw new InvalidOperationException($"The journal ended at {_lastId} and now ends at {writer.LastId}: entries that were durable are missing.");
        }
        if (Identity is { } identity && writer.Identity.Id != identity.Id)
        {
            writer.Dispose();
            throw new InvalidOperationException($"The journal {identity.Id} was replaced by {writer.Identity.Id} while it was in use.");
        }
        if (writer.LastId > _lastId)
            _tail.Clear(); // a commit that reported a failure had succeeded
        Announce(writer.LastId);
        _rebuildStart = writer.Expiry.Start;
        return _writer = writer;
    }

    /// <summary>Closes the connection after a failure, so that the next call opens the file again as a start does.</summary>
    private T OnDisk<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e) when (SqliteCode.IsDiskTrouble(e.SqliteErrorCode))
        {
            DropWriter();
            throw new JournalUnavailableException($"The journal '{_options.Path}' cannot be used: {e.Message}", e);
        }
        catch
        {
            DropWriter();
            throw;
        }
    }

    private void DropWriter()
    {
        _writer?.Dispose();
        _writer = null;
    }

    private T WithReader<T>(Func<JournalReader, T> read)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        JournalReader? reader = null;
        try
        {
            if (!_readers.TryTake(out reader))
                reader = new JournalReader(_options);
            var result = read(reader);
            _readers.Add(reader);
            return result;
        }
        catch (SqliteException e) when (SqliteCode.IsDiskTrouble(e.SqliteErrorCode))
        {
            reader?.Dispose();
            throw new JournalUnavailableException($"The journal '{_options.Path}' cannot be read: {e.Message}", e);
        }
        catch
        {
            reader?.Dispose();
            throw;
        }
    }

    private void Announce(long lastId)
    {
        TaskCompletionSource? arrival;
        lock (_waiting)
        {
            Volatile.Write(ref _lastId, lastId);
            (arrival, _arrival) = (_arrival, null);
        }
        arrival?.SetResult();
    }
}
