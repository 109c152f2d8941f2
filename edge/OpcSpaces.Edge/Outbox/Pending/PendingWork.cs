using OpcSpaces.Edge.Outbox.Placing;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Edge.Outbox.Pending;

/// <summary>Something that waits for the next commit, in the order in which it came.</summary>
internal abstract class PendingWork
{
    /// <summary>The clock of the readings when it came; null when nothing is placed.</summary>
    public ClockOffset? Clock { get; set; }
}

/// <summary>A batch that has its content but no number yet.</summary>
internal sealed class PendingBatch(string device, BatchKind kind, MetricReading[] readings, EncodedContent content, TaskCompletionSource<ulong>? stored = null) : PendingWork
{
    private readonly TaskCompletionSource<ulong> _stored = stored ?? new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Device => device;

    public BatchKind Kind => kind;

    public MetricReading[] Readings => readings;

    public EncodedContent Content => content;

    /// <summary>Its number once it is durable, or 0 when it was given up.</summary>
    public Task<ulong> Stored => _stored.Task;

    public void Complete(ulong sequence) => _stored.TrySetResult(sequence);

    public void Fail(Exception reason) => _stored.TrySetException(reason);
}

/// <summary>A batch that speaks about the log. It is made when everything before it is stored, and nothing is stored between that and the batch.</summary>
internal sealed class PendingMadeBatch(string device, BatchKind kind, Func<MetricReading[]?> make) : PendingWork
{
    private readonly TaskCompletionSource<ulong> _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Its number once it is durable, or 0 when none was made or it was given up.</summary>
    public Task<ulong> Stored => _stored.Task;

    /// <summary>Null for no batch. It is made again when it could not be stored.</summary>
    public MetricReading[]? Make() => make();

    public PendingBatch ToBatch(MetricReading[] readings, EncodedContent content) => new(device, kind, readings, content, _stored) { Clock = Clock };

    public void Complete() => _stored.TrySetResult(0);

    public void Fail(Exception reason) => _stored.TrySetException(reason);
}

/// <summary>What is said about the clock; the writer adds which batches follow once more.</summary>
internal sealed class PendingStatement(Metric metric, ClockStatement statement) : PendingWork
{
    private readonly TaskCompletionSource _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Metric Metric => metric;

    public ClockStatement Statement { get; private set; } = statement;

    public Task Stored => _stored.Task;

    public void Complete() => _stored.TrySetResult();

    /// <summary>Takes the place of the statements between <paramref name="first"/> and this one: says the whole step, and that it is not known what happened in between.</summary>
    public void Replace(PendingStatement first, IReadOnlyList<PendingStatement> between)
    {
        var stepMs = Statement.WallMs - Statement.MonotonicMs - (first.Statement.WallMs - first.Statement.MonotonicMs);
        Statement = Statement with
        {
            StepMs = Math.Abs(stepMs) > ClockStatement.ToleranceMs ? stepMs : null,
            LeftOut = between.Sum(it => 1 + (it.Statement.LeftOut ?? 0)) + (Statement.LeftOut ?? 0),
        };
        foreach (var it in between) it.Complete();
    }

    public void Fail(Exception reason) => _stored.TrySetException(reason);
}

/// <summary>Once everything before it is stored, the outbox holds all that happened up to this time, except for the uncertain metrics.</summary>
internal sealed class PendingObservedThrough(long observedThroughMs, IReadOnlyList<UncertainMetric> uncertain, long ranMinutes) : PendingWork
{
    private readonly TaskCompletionSource _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>ms since 1970 UTC by the gateway's clock.</summary>
    public long ObservedThroughMs => observedThroughMs;

    public IReadOnlyList<UncertainMetric> UncertainMetrics => uncertain;

    /// <summary>Running time that has passed since the mark before.</summary>
    public long RanMinutes => ranMinutes;

    public Task Stored => _stored.Task;

    public void Complete() => _stored.TrySetResult();

    public void Fail(Exception reason) => _stored.TrySetException(reason);
}
