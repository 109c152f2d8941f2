using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Ingest.Watermarking;

/// <summary>Commands to gateways. The ingest loop calls it: it must not block and must not throw. A lost command is repeated later.</summary>
internal interface IGatewayCommands
{
    /// <summary>Tells the gateway which of its batches are durable.</summary>
    void TellCommitted(NodeState node, CommittedCommand watermark);

    void RequestRebirth(NodeState node);
}
