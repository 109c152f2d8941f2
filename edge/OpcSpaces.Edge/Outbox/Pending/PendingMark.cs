namespace OpcSpaces.Edge.Outbox;

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
