using OpcSpaces.Wire.Host;

namespace OpcSpaces.Ingest.Receiving;

/// <summary>What the cloud says to gateways. Called by the ingest loop; must not block and must not throw: what is lost is said again later.</summary>
internal interface IGatewayCommands
{
    /// <summary>Everything of <paramref name="epoch"/> up to <paramref name="committed"/> is durable.</summary>
    void TellCommitted(NodeState node, ulong epoch, ulong committed);

    void RequestRebirth(NodeState node);
}
