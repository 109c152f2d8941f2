using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using OpcSpaces.Edge.Clock;
using OpcSpaces.Edge.Outbox.Files;
using OpcSpaces.Edge.Outbox.Pending;
using OpcSpaces.Edge.Outbox.Placing;
using OpcSpaces.Edge.Outbox.Rows;
using OpcSpaces.Points;
using OpcSpaces.Sqlite;
using OpcSpaces.Wire.EdgeNode;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Outbox.Log;

/// <summary>
/// The gateway's log. Every batch gets the next number and is on disk before anyone may send it. Numbers have no holes and are
/// never used twice in an epoch; a SHA-256 chain runs over them (contract: Wire/Outbox). Appends that come together share one
/// transaction. While the disk accepts nothing, the newest readings wait in bounded memory; the others are counted, and their
/// points become unknown. Thread-safe; one process at a time has the file.
/// </summary>
public sealed partial class OutboxLog : IDisposable
{
    private const int MaxTailBytes = 64 * 1024;

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
    private readonly MeterRegisters _registers;
    private readonly Dictionary<string, byte[]> _notes = []; // that are not saved yet
    private readonly UnsetClock _clock;
    private readonly StatedClock _stated;
    private readonly LogPosition _position;
    private long _readingsAppended, _ranSince;
    private bool _disposed;

    private OutboxLog(OutboxDependencies dependencies, OutboxTables tables, OutboxState? state, StoredLog? log, long nowMs)
    {
        _dependencies = dependencies;
        _isNew = state is null;
        Boot = dependencies.BootId ?? BootId.Of(dependencies.SensingTime);
        if (tables.ForgetUnplacedExcept(Boot) is > 0 and var unplaceable) NeverPlaced(dependencies.Logger, unplaceable);
        _clock = new UnsetClock(dependencies.SensingTime);
        _stated = new StatedClock(Boot, dependencies.IsSynchronized ?? (() => KernelClock.IsSynchronized(dependencies.SensingTime)));
        state ??= new OutboxState { Epoch = OutboxWriter.NewEpoch(), ObservedThroughMs = nowMs };
        _writer = new OutboxWriter(tables, state, log ?? StoredLog.Empty(state.Epoch), new BatchEncoder(), dependencies.Config.RetainCommittedHours * 60L, Boot);
        if (_isNew) tables.Database.Transact(() => tables.Save(state));
        _aliases = new AliasBook(tables);
        _budget = new DiskBudget(_writer, _aliases, dependencies.Config.DiskBudgetMegabytes * 1024L * 1024L);
        _pending = new PendingQueue(dependencies.Config.MaxUnsavedReadings);
        _registers = new MeterRegisters(tables);
        _position = new LogPosition(state, _writer.Log, tables.ChainOf, _tail, dependencies.Logger);
        _ranSince = dependencies.Time.GetTimestamp();
    }

    /// <summary>Raised after batches became durable, on a commit thread; handlers must be quick.</summary>
    public event Action? Appended;

    /// <summary>Never completes, but fails when the file broke while it was in use: from then on nothing can be stored.</summary>
    public Task Broken => _broken.Task;

    /// <summary>Where the log stands: epoch, last number, first held number, watermark.</summary>
    public OutboxPosition Position
    {
        get
        {
            lock (_gate) return _position.Current;
        }
    }

    /// <summary>Names this boot of the machine: monotonic times can be compared within it.</summary>
    public string Boot { get; }

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

    /// <summary>
    /// Opens or creates the outbox; <paramref name="nowMs"/> is the sensing clock, for the first mark of a new one. A damaged file is
    /// renamed and kept, and a new epoch begins (<see cref="OutboxFile"/>). Throws <see cref="SqliteException"/> when the file cannot be
    /// used, for example because another agent has it, and <see cref="SqliteFormatException"/> when it is not an outbox or a newer one.
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
            _writer.Tables.Database.Transact(() => _aliases.Configure(_writer.Tables, metrics, _writer.Log.LastSequence));
            lock (_gate)
            {
                foreach (var metric in _aliases.All) metric.Stored = metric.Stored with { TimestampMs = nowMs };
                ObserveClock();
            }
        }
    }

    /// <summary>A metric that <see cref="Configure"/> named; throws <see cref="KeyNotFoundException"/> for another.</summary>
    public Metric Metric(string device, string name) => _aliases[device, name];

    /// <summary>The metric of an alias in a batch; null when it never had one.</summary>
    public Metric? Metric(ulong alias) => _aliases.Find(alias);

    /// <summary>
    /// Appends what nobody can know about the time before this start (<see cref="UnknownsAtStart"/>), and what the clock shows now
    /// (<see cref="ClockStatement"/>). Call it after <see cref="Configure"/> and before anything else is appended.
    /// </summary>
    public Task AppendStartAsync()
    {
        List<(string Device, MetricReading[] Readings)> unknowns = [];
        (ClockStatement? Last, long LatestMs) known;
        bool isPlacing;
        lock (_disk)
        {
            ClockOffset? clock;
            lock (_gate) clock = ObserveClock();
            if (!_isNew) unknowns = [.. UnknownsAtStart.Find(_writer.Tables, _aliases, _writer.State, clock)];
            known = StatedClock.Known(_writer.Tables.ReadNote(OutboxWriter.ClockNote), _writer.State.ObservedThroughMs);
            isPlacing = clock is { IsSet: true } && _writer.HasUnplaced;
        }

        // The unknowns have times of the clock before this start, unless the clock was set since, and everything is placed by that.
        if (isPlacing) return Task.WhenAll([BeginStatements(known), .. AppendAll(unknowns)]);
        return Task.WhenAll([.. AppendAll(unknowns), BeginStatements(known)]);
    }

    /// <summary>
    /// Appends the readings of one zone as one batch. Completes with its number when it is durable, or with 0 when the disk accepted
    /// nothing for so long that the batch had to be given up (it is counted, and its points become unknown). A caller that appends
    /// faster than the disk writes must await it now and then: memory holds <see cref="OutboxConfig.MaxUnsavedReadings"/> at most.
    /// </summary>
    public Task<ulong> AppendAsync(string device, ReadOnlySpan<MetricReading> readings, BatchKind kind)
    {
        ArgumentOutOfRangeException.ThrowIfZero(readings.Length);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var clock = StateClock();
            MetricReading[] placed = readings.ToArray();
            foreach (ref var reading in placed.AsSpan()) reading = reading with { Reading = _clock.Place(reading.Reading) };
            var batch = new PendingBatch(device, kind, placed, _encoder.Encode(placed)) { Clock = clock };
            Enqueue(batch);
            return batch.Stored;
        }
    }

    /// <summary>
    /// Declares that everything which happened up to <paramref name="observedThroughMs"/> was appended before this call, except for
    /// the metrics in <paramref name="uncertain"/>, and forgets old batches that the cloud has. Completes when that is durable.
    /// </summary>
    public Task MarkAsync(long observedThroughMs, IReadOnlyList<UncertainMetric>? uncertain = null)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var minutes = (long)_dependencies.Time.GetElapsedTime(_ranSince).TotalMinutes;
            _ranSince += minutes * 60 * _dependencies.Time.TimestampFrequency;
            var clock = StateClock();
            List<UncertainMetric> placed = [.. (uncertain ?? []).Select(metric => metric with { KnownThroughMs = _clock.Place(metric.KnownThroughMs) })];
            var mark = new PendingObservedThrough(_clock.Place(observedThroughMs), placed, minutes) { Clock = clock };
            Enqueue(mark);
            return mark.Stored;
        }
    }

    /// <summary>The register of a meter as it was set last, also before this start; null when it was never set.</summary>
    public long? Register(string name)
    {
        lock (_gate) return _registers.Find(name);
    }

    /// <summary>Keeps a register; durable with whatever is appended next.</summary>
    public void SetRegister(string name, long value)
    {
        lock (_gate) _registers.Set(name, value);
    }

    /// <summary>A note as it was kept last, also before this start; null when there is none. Waits for the disk. Throws <see cref="SqliteException"/>.</summary>
    public byte[]? Note(string name)
    {
        lock (_gate)
        {
            if (_notes.TryGetValue(name, out var unsaved)) return unsaved;
        }

        lock (_disk) return _writer.Tables.ReadNote(name);
    }

    /// <summary>Keeps a note of a few kB, for the gateway itself; durable with whatever is appended next. The caller must not change <paramref name="value"/> afterwards.</summary>
    public void KeepNote(string name, byte[] value)
    {
        lock (_gate) _notes[name] = value;
    }

    /// <summary>Up to <paramref name="max"/> batches from <paramref name="sequence"/> on, in order; those that are no longer held are left out.</summary>
    public IReadOnlyList<OutboxBatch> ReadFrom(ulong sequence, int max)
    {
        var batches = new List<OutboxBatch>();
        lock (_gate)
        {
            if (sequence > _position.LastSequence || _tail.TryRead(sequence, max, batches)) return batches;
        }

        lock (_disk) return StoredBatches.Read(_writer, _budget, sequence, max, damaged => DamagedBatch(_dependencies.Logger, damaged));
    }

    /// <summary>
    /// Takes the number up to which the cloud says that it has everything, if the link that comes with it is this log's own at that
    /// number; a watermark without a link is believed. Not durable at once: after a crash the gateway sends some batches again.
    /// </summary>
    public WatermarkOutcome OnWatermark(CommittedCommand watermark)
    {
        lock (_gate) return _position.Take(watermark);
    }

    /// <summary>The same for a watermark that was <see cref="WatermarkOutcome.LinkIsOnDisk"/>; waits for the disk. Throws <see cref="SqliteException"/>.</summary>
    public WatermarkOutcome CompareOnDisk(CommittedCommand watermark)
    {
        lock (_disk)
        {
            var own = _writer.Tables.ChainOf(watermark.Committed);
            lock (_gate) return _position.TakeFromDisk(watermark, own);
        }
    }

    /// <summary>
    /// Begins a new epoch, because what the cloud has of this one is not this log: somebody put an old copy of the outbox in place, or
    /// two gateways run on copies of one. What is not known to be committed is appended again under the new epoch. Throws <see cref="SqliteException"/>.
    /// </summary>
    public void StartNewEpoch()
    {
        lock (_disk)
        {
            ulong committed, old;
            lock (_gate) (committed, old) = (_position.Committed, _position.Epoch);
            var taken = _writer.StartNewEpoch(committed, _aliases);
            _budget.Restart();
            lock (_gate)
            {
                _position.StartNewEpoch(_writer.State, _writer.Log);
                _tail.Clear();
            }

            NewEpoch(_dependencies.Logger, old, _writer.State.Epoch, taken);
        }
    }

    /// <summary>The number in this epoch of a batch of an earlier one, 0 when it is not in this one; null when nothing is known of that epoch.</summary>
    public ulong? SequenceOf(ulong epoch, ulong sequence)
    {
        lock (_gate) return _position.SequenceOf(epoch, sequence);
    }

    /// <summary>One consistent view: position, and values that include every batch up to it and none after it.</summary>
    public BirthSnapshot Capture()
    {
        lock (_gate)
        {
            ObserveClock();
            var values = new Dictionary<ulong, Reading>();
            foreach (var metric in _aliases.All.Where(metric => !OutboxMetrics.Has(metric.Name))) values[metric.Alias] = metric.Stored;
            return new BirthSnapshot(_aliases.Define(_position.FirstSequence), _position.Current, values);
        }
    }

    /// <summary>Writes what is pending, if the disk accepts it, and closes the file.</summary>
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
            bool more;
            do CommitOnce(out more);
            while (more);

            lock (_gate)
            {
                if (!_pending.IsEmpty) LostAtClose(_dependencies.Logger, _pending.Readings);
                while (!_pending.IsEmpty) _pending.Take(int.MaxValue).ForEach(Abandon);
            }

            _writer.Tables.Dispose();
        }
    }

    private List<Task> AppendAll(List<(string Device, MetricReading[] Readings)> zones) =>
        [.. zones.Select(zone => AppendAsync(zone.Device, zone.Readings, BatchKind.State))];

    private Task BeginStatements((ClockStatement? Last, long LatestMs) known)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return ObserveClock() is { } now ? Append(_stated.Begin(now, known.Last, known.LatestMs), now) : Task.CompletedTask;
        }
    }

    // Inside the gate. A statement comes before what was made by the clock that it is about.
    private ClockOffset? StateClock()
    {
        var now = ObserveClock();
        if (now is { } clock && _stated.Look(clock) is { } statement) _ = Append(statement, clock);
        return now;
    }

    // Inside the gate.
    private Task Append(ClockStatement statement, ClockOffset now)
    {
        var pending = new PendingStatement(_aliases["", OutboxMetrics.ClockStatement], statement) { Clock = now };
        Enqueue(pending);
        return pending.Stored;
    }

    // Inside the gate. When the clock was set, the values that births show get their true times.
    private ClockOffset? ObserveClock()
    {
        var wasSet = _clock.IsSet;
        var now = _clock.Observe();
        if (!wasSet && _clock.IsSet)
        {
            foreach (var metric in _aliases.All) metric.Stored = _clock.Place(metric.Stored);
        }

        return now;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Batches} batches of an earlier boot have times of a clock that was never set. They cannot be placed, and the cloud sets them aside.")]
    private static partial void NeverPlaced(ILogger logger, long batches);

    [LoggerMessage(Level = LogLevel.Error, Message = "Outbox epoch {Old} is not what the cloud has under that name: this outbox is an old copy, or two gateways run on copies of one. Epoch {New} begins with {Batches} batches that were not known to be committed. Some of them may reach the cloud twice, under both epochs.")]
    private static partial void NewEpoch(ILogger logger, ulong old, ulong @new, ulong batches);

    [LoggerMessage(Level = LogLevel.Error, Message = "Batch {Sequence} is damaged on disk: a tombstone takes its place.")]
    private static partial void DamagedBatch(ILogger logger, ulong sequence);

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox was closed with {Readings} readings that the disk did not accept.")]
    private static partial void LostAtClose(ILogger logger, int readings);
}
