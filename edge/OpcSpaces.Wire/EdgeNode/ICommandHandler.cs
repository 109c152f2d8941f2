using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Wire.EdgeNode;

/// <summary>What hosts may tell a gateway. Called on the network thread: must neither block nor throw.</summary>
public interface ICommandHandler
{
    /// <summary>The cloud says what it has on its disk; neither numbers nor link are checked against the outbox.</summary>
    void OnCommitted(CommittedCommand watermark);

    /// <summary>A host asked for the births again; DATA has stopped and the births follow by themselves.</summary>
    void OnRebirthRequested();
}
