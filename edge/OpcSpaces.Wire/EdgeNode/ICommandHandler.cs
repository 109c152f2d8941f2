namespace OpcSpaces.Wire.EdgeNode;

/// <summary>What hosts may tell a gateway. Called on the network thread: must neither block nor throw.</summary>
public interface ICommandHandler
{
    /// <summary>The cloud has committed everything of <paramref name="epoch"/> up to <paramref name="sequence"/>; not checked against the outbox.</summary>
    void OnCommitted(ulong epoch, ulong sequence);

    /// <summary>A host asked for the births again; DATA has stopped and the births follow by themselves.</summary>
    void OnRebirthRequested();
}
