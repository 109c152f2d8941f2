using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Ingest.Receiving;

/// <summary>What the cloud says to gateways. Called by the ingest loop; must not block and must not throw: what is lost is said again later.</summary>
internal interface IGatewayCommands
{
    /// <summary>What <paramref name="watermark"/> says is durable.</summary>
    void TellCommitted(NodeState node, CommittedCommand watermark);

    void RequestRebirth(NodeState node);
}
