using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Batching;
using OpcSpaces.Edge.Uplink;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.FirmwareSim.Fleet;

/// <summary>The settings that all gateways of a fleet share.</summary>
public sealed record FleetOptions
{
    /// <summary>The directory that holds one directory with an outbox per gateway.</summary>
    public required string DataDirectory { get; init; }

    public MqttEndpointOptions Broker { get; init; } = new();

    /// <summary>The Sparkplug host application that gateways wait for; empty if they do not wait.</summary>
    public string PrimaryHost { get; init; } = "opcspaces";

    /// <summary>Number of threads that write the outboxes.</summary>
    public int CommitThreads { get; init; } = 2;

    public BatchingConfig Batching { get; init; } = new();

    public OutboxConfig Outbox { get; init; } = new();

    public UplinkConfig Uplink { get; init; } = new();

    /// <summary>A fixed hold-off instead of the agents' estimator of presence: seconds from the last motion to the end of the stay.</summary>
    public int? HoldOffSeconds { get; init; }

    /// <summary>The file with the key for a gateway's card numbers.</summary>
    public string BadgeKeyOf(string gateway) => Path.Combine(DirectoryOf(gateway), "badges.key");

    public string DirectoryOf(string gateway) => Path.Combine(DataDirectory, "gateways", gateway);
}
