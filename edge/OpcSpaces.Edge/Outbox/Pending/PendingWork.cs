namespace OpcSpaces.Edge.Outbox.Pending;

/// <summary>Something that waits for the next commit, in the order in which it came.</summary>
internal abstract class PendingWork;

/// <summary>A batch that has its content but not its number.</summary>
internal sealed class PendingBatch(string device, BatchKind kind, Reading[] readings, EncodedContent content) : PendingWork
{
    private readonly TaskCompletionSource<ulong> _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Device => device;

    public BatchKind Kind => kind;

    public Reading[] Readings => readings;

    public EncodedContent Content => content;

    /// <summary>Its number once it is durable, or 0 when it was given up.</summary>
    public Task<ulong> Stored => _stored.Task;

    public void Complete(ulong sequence) => _stored.TrySetResult(sequence);

    public void Fail(Exception reason) => _stored.TrySetException(reason);
}

/// <summary>With the commit of everything before it, the outbox knows all that happened up to this time, but for what is undecided.</summary>
internal sealed class PendingMark(long observedThroughMs, IReadOnlyList<Undecided> undecided, long ranMinutes) : PendingWork
{
    private readonly TaskCompletionSource _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long ObservedThroughMs => observedThroughMs;

    public IReadOnlyList<Undecided> Undecided => undecided;

    /// <summary>Running time that has passed since the mark before.</summary>
    public long RanMinutes => ranMinutes;

    public Task Stored => _stored.Task;

    public void Complete() => _stored.TrySetResult();

    public void Fail(Exception reason) => _stored.TrySetException(reason);
}
