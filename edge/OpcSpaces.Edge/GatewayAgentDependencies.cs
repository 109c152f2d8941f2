using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Edge;

/// <summary>What an agent is composed of. The agent disposes <see cref="Pins"/> and <see cref="Buses"/>; the rest belongs to the caller and may be shared by agents.</summary>
public sealed record GatewayAgentDependencies
{
    public required IPinController Pins { get; init; }

    /// <summary>The chips on I²C and SPI; none by default.</summary>
    public IBusController Buses { get; init; } = new NoBuses();

    /// <summary>One or more brokers, tried in turn.</summary>
    public required IReadOnlyList<IMqttConnector> Brokers { get; init; }

    /// <summary>The threads that write outboxes. A host of many agents shares one pool.</summary>
    public required CommitPool CommitPool { get; init; }

    /// <summary>The clock of everything that is measured; may run in virtual time.</summary>
    public TimeProvider SensingTime { get; init; } = TimeProvider.System;

    /// <summary>Names the boot of the machine; null asks the kernel. For a simulation of machines that start again.</summary>
    public string? BootId { get; init; }

    /// <summary>Says whether <see cref="SensingTime"/> follows a time server; null asks the kernel.</summary>
    public Func<bool?>? IsSynchronized { get; init; }

    /// <summary>The clock of everything that is sent and stored.</summary>
    public TimeProvider TransportTime { get; init; } = TimeProvider.System;

    /// <summary>Is told of every commit; null for nobody.</summary>
    public ICommitObserver? CommitObserver { get; init; }

    public ILoggerFactory Loggers { get; init; } = NullLoggerFactory.Instance;
}
