using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using OpcSpaces.Edge.Outbox.Files;
using OpcSpaces.Edge.Outbox.Pending;
using OpcSpaces.Edge.Outbox.Rows;
using OpcSpaces.Wire.EdgeNode;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Outbox.Log;

/// <summary>
/// The gateway's log. Every batch gets the next number and is on disk before anyone may send it; numbers have no holes and are
/// never used twice in an epoch; a SHA-256 chain runs over them (contract: Wire/Outbox). Appends that come together share one
/// transaction. While the disk takes nothing, the newest readings wait in bounded memory and the rest is counted and becomes
/// unknown. Thread-safe; one process at a time has the file.
/// </summary>
public sealed partial class OutboxLog : IDisposable
{
    private const int MaxTailBytes = 64 * 1024;
    private const int MaxWorkPerCommit = 512;
    private const int FirstRetryMs = 100;
    private const int LongestRetryMs = 5_000;

    private readonly OutboxDependencies _dependencies;
    private readonly AliasBook _aliases;
    private readonly bool _isNew;

    // Taken before _gate where both are held. Guards the file, _writer and _budget; held while the disk works.
    private readonly Lock _disk = new();
    private readonly OutboxWriter _writer;
    private readonly DiskBudget _budget;
    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Held for microseconds. Guards everything below.
    private readonly Lock _gate = new();
    private readonly BatchEncoder _encoder = new();
    private readonly PendingQueue _pending;
    private readonly OutboxTail _tail = new(MaxTailBytes);
    private readonly Dictionary<string, long> _registers;
    private readonly HashSet<string> _changedRegisters = [];
    private readonly ChainCheck _chain;
    private ulong _epoch, _first, _last, _committed;
    private (ulong Epoch, ulong Sequence) _previous;
    private long _readingsAppended, _failedCommits, _ranSince;
    private int _retryMs = FirstRetryMs;
    private bool _commitScheduled, _disposed;
    private ITimer? _retry;

    private OutboxLog(OutboxDependencies dependencies, OutboxTables tables, OutboxState? state, StoredLog? log, long nowMs)
    {
        _dependencies = dependencies;
        _isNew = state is null;
        state ??= new OutboxState { Epoch = OutboxWriter.NewEpoch(), ObservedThroughMs = nowMs };
        _writer = new OutboxWriter(tables, state, log ?? StoredLog.Empty(state.Epoch), new BatchEncoder(), dependencies.Config.RetainCommittedHours * 60L);
        if (_isNew) tables.Database.Transact(() => tables.Save(state));
        _aliases = new AliasBook(tables);
        _budget = new DiskBudget(_writer, _aliases, dependencies.Config.DiskBudgetMegabytes * 1024L * 1024L);
        _pending = new PendingQueue(dependencies.Config.MaxUnsavedReadings);
        _registers = ReadRegisters(tables);
        (_epoch, _committed) = (state.Epoch, Math.Min(state.Committed, _writer.Log.Last));
        (_first, _last, _previous) = (_writer.Log.First, _writer.Log.Last, state.Previous);
        _chain = new ChainCheck(_tail, dependencies.Logger) { Base = _writer.Log.Base };
        _chain.MoveTo(_committed, _committed + 1 == _first ? _chain.Base : tables.ChainOf(_committed));
        _ranSince = dependencies.Time.GetTimestamp();
    }

    /// <summary>Raised after batches became durable, on a commit thread; must be quick.</summary>
    public event Action? Appended;

    /// <summary>Never completes, but fails when the file broke while it was in use: then nothing more can be stored.</summary>
    public Task Broken => _broken.Task;

    /// <summary>Where the log stands: epoch, last number, first held number, watermark.</summary>
    public OutboxPosition Position
    {
        get
        {
            lock (_gate) return PositionInGate();
        }
    }

    /// <summary>
    /// Opens or creates it; <paramref name="nowMs"/> is the sensing clock, for the first mark of a new one. A damaged file is moved
    /// aside (<see cref="OutboxFile"/>). Throws <see cref="SqliteException"/> when the file cannot be used, as when another agent has it.
    /// </summary>
    public static OutboxLog Open(OutboxDependencies dependencies, long nowMs)
    {
        var config = dependencies.Config;
        var (tables, state, log) = OutboxFile.Open(dependencies.Directory, config.Vfs, config.SurvivesPowerLoss, dependencies.Logger);
        try
        {
            return new OutboxLog(dependencies, tables, state, log, nowMs);
        }
        catch
        {
            tables.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Says which metrics there are, before the first append; aliases are durable when this returns. Until a point has a stored
    /// reading of this run, births show it as unknown since <paramref name="nowMs"/>.
    /// </summary>
    public void Configure(IEnumerable<(string Device, string Name, SparkplugDataType DataType)> metrics, long nowMs)
    {
        lock (_disk)
        {
            _writer.Tables.Database.Transact(() => _aliases.Configure(_writer.Tables, metrics, _writer.Log.Last));
            lock (_gate)
            {
                foreach (var metric in _aliases.All) metric.Stored = metric.Stored with { TimestampMs = nowMs };
            }
        }
    }

    /// <summary>A metric that <see cref="Configure"/> named; throws <see cref="KeyNotFoundException"/> for another.</summary>
    public Metric Metric(string device, string name) => _aliases[device, name];

    /// <summary>Appends what nobody can know about the time before this start (<see cref="UnknownsAtStart"/>); after <see cref="Configure"/>, before anything else.</summary>
    public Task AppendUnknownsAsync()
    {
        if (_isNew) return Task.CompletedTask;
        List<(string Device, Reading[] Readings)> unknowns;
        lock (_disk) unknowns = [.. UnknownsAtStart.Find(_writer.Tables, _aliases, _writer.State)];
        return Task.WhenAll(unknowns.Select(zone => AppendAsync(zone.Device, zone.Readings, BatchKind.State)));
    }

    /// <summary>
    /// Appends the readings of one zone as one batch. Completes with its number when it is durable, or with 0 when the disk took
    /// nothing for so long that the batch had to be given up (counted, and its points become unknown). Who appends faster than the
    /// disk writes must wait for it now and then: what waits in memory is bounded by <see cref="OutboxConfig.MaxUnsavedReadings"/>.
    /// </summary>
    public Task<ulong> AppendAsync(string device, ReadOnlySpan<Reading> readings, BatchKind kind)
    {
        ArgumentOutOfRangeException.ThrowIfZero(readings.Length);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var batch = new PendingBatch(device, kind, readings.ToArray(), _encoder.Encode(readings));
            Enqueue(batch);
            return batch.Stored;
        }
    }

    /// <summary>
    /// Declares that everything which happened up to <paramref name="observedThroughMs"/> was appended before this call, but for
    /// what is <paramref name="undecided"/>, and forgets what the cloud has had for long enough. Completes when that is durable.
    /// </summary>
    public Task MarkAsync(long observedThroughMs, IReadOnlyList<Undecided>? undecided = null)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var minutes = (long)_dependencies.Time.GetElapsedTime(_ranSince).TotalMinutes;
            _ranSince += minutes * 60 * _dependencies.Time.TimestampFrequency;
            var mark = new PendingMark(observedThroughMs, undecided ?? [], minutes);
            Enqueue(mark);
            return mark.Stored;
        }
    }

    /// <summary>The register of a meter as of the last append that it came with, or null when there is none.</summary>
    public long? Register(string name)
    {
        lock (_gate) return _registers.TryGetValue(name, out var value) ? value : null;
    }

    /// <summary>Keeps a register; durable with whatever is appended next.</summary>
    public void SetRegister(string name, long value)
    {
        lock (_gate)
        {
            _registers[name] = value;
            _changedRegisters.Add(name);
        }
    }

    /// <summary>Up to <paramref name="max"/> batches from <paramref name="sequence"/> on, in order; what is not held any more is left out.</summary>
    public IReadOnlyList<OutboxBatch> ReadFrom(ulong sequence, int max)
    {
        var batches = new List<OutboxBatch>();
        lock (_gate)
        {
            if (sequence > _last || _tail.TryRead(sequence, max, batches)) return batches;
        }

        lock (_disk) return StoredBatches.Read(_writer, _budget, sequence, max, DamagedBatch);
    }

    /// <summary>
    /// Takes the cloud's word for what it has, if the link that came with it is this log's own at that number; a word without a link
    /// is believed. Not durable at once: a crash makes the gateway send again what it already sent.
    /// </summary>
    public WatermarkOutcome OnWatermark(CommittedCommand watermark)
    {
        lock (_gate)
        {
            if (watermark.Epoch != _epoch) return WatermarkOutcome.OtherEpoch;
            if (watermark.Committed > _last) return WatermarkOutcome.AboveLast;
            if (watermark.Chain is null || watermark.Committed + 1 < _first) return Take(watermark, null);
            return _chain.Find(watermark.Committed, _first) is { } own ? Take(watermark, own) : WatermarkOutcome.NotAtHand;
        }
    }

    /// <summary>The same for a watermark that was <see cref="WatermarkOutcome.NotAtHand"/>; waits for the disk. Throws <see cref="SqliteException"/>.</summary>
    public WatermarkOutcome CompareOnDisk(CommittedCommand watermark)
    {
        lock (_disk)
        {
            var own = _writer.Tables.ChainOf(watermark.Committed);
            lock (_gate)
            {
                if (watermark.Epoch != _epoch) return WatermarkOutcome.OtherEpoch;
                return watermark.Committed > _last ? WatermarkOutcome.AboveLast : Take(watermark, own);
            }
        }
    }

    /// <summary>
    /// Begins a new epoch, because the cloud's log of this one is not this log: somebody put an old copy of the outbox in place, or two
    /// gateways run on copies of one. What is not known to be committed is appended again under the new epoch. Throws <see cref="SqliteException"/>.
    /// </summary>
    public void StartNewEpoch()
    {
        lock (_disk)
        {
            ulong committed, old;
            lock (_gate) (committed, old) = (_committed, _epoch);
            var taken = _writer.StartNewEpoch(committed, _aliases);
            _budget.Restart();
            lock (_gate)
            {
                (_epoch, _first, _last, _committed, _previous) =
                    (_writer.State.Epoch, _writer.Log.First, _writer.Log.Last, 0, _writer.State.Previous);
                _tail.Clear();
                _chain.Restart(_epoch);
            }

            NewEpoch(_dependencies.Logger, old, _writer.State.Epoch, taken);
        }
    }

    /// <summary>One consistent view: position, and values that include every batch up to it and none after it.</summary>
    public BirthSnapshot Capture()
    {
        lock (_gate)
        {
            var values = new Dictionary<ulong, BirthValue>();
            foreach (var metric in _aliases.All.Where(metric => !OutboxMetrics.Has(metric.Name))) values[metric.Alias] = metric.Stored;
            return new BirthSnapshot(_aliases.Define(_first), PositionInGate(), values);
        }
    }

    /// <summary>bdSeq, kept in the same file.</summary>
    public IBirthSequenceStore BirthSequences => field ??= new StoredBirthSequence(_disk, _writer, _dependencies.Logger);

    /// <summary>Readings that wait for the disk.</summary>
    public int ReadingsUnsaved
    {
        get
        {
            lock (_gate) return _pending.Readings + _pending.ReadingsTaken;
        }
    }

    public OutboxCounts Counts
    {
        get
        {
            lock (_gate)
            {
                var lost = _pending.Lost.ToDictionary(lost => lost.Key.ToString(), lost => lost.Value);
                return new OutboxCounts(_readingsAppended, _pending.Readings + _pending.ReadingsTaken, lost, _budget.Buried, _budget.Dropped, _failedCommits);
            }
        }
    }

    /// <summary>Writes what is pending, if the disk lets it, and closes the file.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            _retry?.Dispose();
        }

        lock (_disk)
        {
            while (CommitOnce(out var more) && more)
            {
            }

            lock (_gate)
            {
                if (!_pending.IsEmpty) LostAtClose(_dependencies.Logger, _pending.Readings);
                foreach (var work in _pending.Take(int.MaxValue)) Abandon(work);
            }

            _writer.Tables.Dispose();
        }
    }

    // Inside the gate. What the cloud had may be gone when it now has less of another log: then all that is held counts as not committed.
    private WatermarkOutcome Take(CommittedCommand watermark, ChainLink? own)
    {
        var (_, committed, theirs) = watermark;
        if (own is not null && theirs is not null && !_chain.Agrees(committed, own.Value, theirs.Value))
        {
            if (committed < _committed) Move(0, null);
            return WatermarkOutcome.Diverged;
        }

        if (committed == _committed) return WatermarkOutcome.Repeated;
        var outcome = committed > _committed ? WatermarkOutcome.Advanced : WatermarkOutcome.Lowered;
        Move(committed, own);
        return outcome;
    }

    private void Move(ulong committed, ChainLink? link)
    {
        _committed = committed;
        _chain.MoveTo(committed, link);
    }

    private OutboxPosition PositionInGate() => new(_epoch, _last, _first, _committed)
    {
        Base = _chain.Base,
        CommittedChain = _chain.Verified,
        Previous = _previous,
    };

    private static Dictionary<string, long> ReadRegisters(OutboxTables tables)
    {
        var registers = new Dictionary<string, long>();
        using var query = tables.Database.PrepareOnce("SELECT name, value FROM registers");
        while (query.Step()) registers.Add(query.Text(0), query.Int64(1));
        return registers;
    }

    private static void Abandon(PendingWork work)
    {
        var closed = new ObjectDisposedException(nameof(OutboxLog), "The outbox was closed before the disk took this.");
        (work as PendingBatch)?.Fail(closed);
        (work as PendingMark)?.Fail(closed);
    }

    private void DamagedBatch(ulong sequence) => DamagedBatch(_dependencies.Logger, sequence);

    [LoggerMessage(Level = LogLevel.Error, Message = "Outbox epoch {Old} is not what the cloud has under that name (an old copy, or two gateways on copies of one outbox); epoch {New} begins with {Batches} batches that were not known to be committed. Some of them may reach the cloud twice, under both epochs.")]
    private static partial void NewEpoch(ILogger logger, ulong old, ulong @new, ulong batches);

    [LoggerMessage(Level = LogLevel.Error, Message = "Batch {Sequence} is damaged on disk: a tombstone takes its place.")]
    private static partial void DamagedBatch(ILogger logger, ulong sequence);

    [LoggerMessage(Level = LogLevel.Error, Message = "Closed with {Readings} readings that the disk did not take.")]
    private static partial void LostAtClose(ILogger logger, int readings);
}
