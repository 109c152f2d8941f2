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
internal sealed class PendingBatch(string device, BatchKind kind, MetricReading[] readings, EncodedContent content) : PendingWork
{
    private readonly TaskCompletionSource<ulong> _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Device => device;

    public BatchKind Kind => kind;

    public MetricReading[] Readings => readings;

    public EncodedContent Content => content;

    /// <summary>Its number once it is durable, or 0 when it was given up.</summary>
    public Task<ulong> Stored => _stored.Task;

    public void Complete(ulong sequence) => _stored.TrySetResult(sequence);

    public void Fail(Exception reason) => _stored.TrySetException(reason);
}

/// <summary>What is said about the clock; the writer adds which batches follow once more.</summary>
internal sealed class PendingStatement(Metric metric, ClockStatement statement) : PendingWork
{
    private readonly TaskCompletionSource _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Metric Metric => metric;

    public ClockStatement Statement => statement;

    public Task Stored => _stored.Task;

    public void Complete() => _stored.TrySetResult();

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
