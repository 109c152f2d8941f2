using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Batching;
using OpcSpaces.Edge.Uplink;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.FirmwareSim.Fleet;

/// <summary>What all gateways of a fleet have in common.</summary>
public sealed record FleetOptions
{
    /// <summary>Holds one directory with an outbox per gateway.</summary>
    public required string DataDirectory { get; init; }

    public MqttEndpointOptions Broker { get; init; } = new();

    /// <summary>The host application whose STATE is waited for; empty means births at once.</summary>
    public string PrimaryHost { get; init; } = "opcspaces";

    /// <summary>Threads that write outboxes.</summary>
    public int CommitThreads { get; init; } = 2;

    public BatchingConfig Batching { get; init; } = new();

    public OutboxConfig Outbox { get; init; } = new();

    public UplinkConfig Uplink { get; init; } = new();

    /// <summary>A plain hold-off in place of the agents' estimator of presence: from the last motion to the end of the stay, in seconds.</summary>
    public int? HoldOffSeconds { get; init; }

    /// <summary>The key file of a gateway's card numbers.</summary>
    public string BadgeKeyOf(string gateway) => Path.Combine(DirectoryOf(gateway), "badges.key");

    public string DirectoryOf(string gateway) => Path.Combine(DataDirectory, "gateways", gateway);
}
