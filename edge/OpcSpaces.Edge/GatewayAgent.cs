using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Health;

namespace OpcSpaces.Edge;

/// <summary>
/// One gateway: pins in, Sparkplug out, an outbox on disk between them. A process may host any number of agents; each has a
/// data directory of its own, and none has a thread of its own.
/// </summary>
public sealed class GatewayAgent(GatewayConfig config, GatewayAgentParts parts) : IAsyncDisposable
{
    public GatewayConfig Config => config;

    /// <summary>How the agent is doing; null before <see cref="RunAsync"/> has opened the outbox.</summary>
    public AgentHealth? Health { get; private set; }

    /// <summary>Opens the outbox, senses and sends until <paramref name="stop"/>; then everything that was seen is on disk and the host has been told. Runs once.</summary>
    public Task RunAsync(CancellationToken stop) => throw new NotSupportedException("The outbox lands next.");

    public ValueTask DisposeAsync()
    {
        parts.Pins.Dispose();
        return ValueTask.CompletedTask;
    }
}
