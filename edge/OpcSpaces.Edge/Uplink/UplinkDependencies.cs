using Microsoft.Extensions.Logging;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Wire.EdgeNode;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Edge.Uplink;

/// <summary>What the uplink is composed of. All of it belongs to the caller.</summary>
internal sealed record UplinkDependencies
{
    /// <summary>The names of the gateway and of its host, and when to reconnect.</summary>
    public required EdgeNodeOptions Node { get; init; }

    public required UplinkConfig Config { get; init; }

    public required OutboxLog Outbox { get; init; }

    /// <summary>One or more brokers, tried in turn.</summary>
    public required IReadOnlyList<IMqttConnector> Brokers { get; init; }

    /// <summary>The clock of everything that is sent.</summary>
    public required TimeProvider Time { get; init; }

    public required ILogger Logger { get; init; }
}
