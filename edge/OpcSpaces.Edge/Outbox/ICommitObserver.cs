namespace OpcSpaces.Edge.Outbox;

/// <summary>Is told which batches became durable, so that somebody independent of the gateway knows what it stored.</summary>
public interface ICommitObserver
{
    /// <summary>
    /// Called once per batch, in order, after the commit has returned and before the batch may be sent. When it returns, the note
    /// must no longer depend on this process. An observer that cannot be reached must not throw.
    /// <paramref name="contentSha256"/> is valid during the call only.
    /// </summary>
    void OnCommitted(ulong epoch, ulong sequence, ReadOnlySpan<byte> contentSha256);
}
