using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Wire.EdgeNode;

/// <summary>The commands that hosts may send to a gateway. Called on the network thread: must neither block nor throw.</summary>
public interface ICommandHandler
{
    /// <summary>The cloud reports what it has on disk; numbers and link are not checked against the outbox yet.</summary>
    void OnCommitted(CommittedCommand watermark);

    /// <summary>A host asked for the births again. DATA has stopped; the session sends the births by itself.</summary>
    void OnRebirthRequested();
}
