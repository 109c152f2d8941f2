namespace OpcSpaces.Edge.Outbox;

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
