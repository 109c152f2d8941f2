namespace OpcSpaces.Broker.Sessions;

/// <summary>The bytes that may wait for, or of, all clients together. Safe from any thread.</summary>
internal sealed class QueueBudget(long most)
{
    private long _used;

    public long Used => Interlocked.Read(ref _used);

    /// <summary>False when they would be too many; nothing is taken then.</summary>
    public bool TryTake(long bytes)
    {
        if (Interlocked.Add(ref _used, bytes) <= most)
            return true;
        Interlocked.Add(ref _used, -bytes);
        return false;
    }

    public void Return(long bytes) => Interlocked.Add(ref _used, -bytes);
}
