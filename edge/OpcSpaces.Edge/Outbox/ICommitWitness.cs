namespace OpcSpaces.Edge.Outbox;

/// <summary>Is told what became durable, so that somebody independent of the gateway knows what was made.</summary>
public interface ICommitWitness
{
    /// <summary>
    /// Called once per batch, in order, after the commit returned and before the batch may be sent. Returns when the note
    /// is out of this process's hands; a witness that is away must not throw. <paramref name="contentSha256"/> dies with the call.
    /// </summary>
    void OnCommitted(ulong epoch, ulong sequence, ReadOnlySpan<byte> contentSha256);
}
