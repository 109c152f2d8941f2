using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.Edge.Uplink;

namespace OpcSpaces.Edge.Health;

/// <summary>How one agent is doing, at one moment.</summary>
public sealed record AgentHealth
{
    public required bool Connected { get; init; }

    public required ulong Epoch { get; init; }

    /// <summary>The last number that was given out; 0 when none was.</summary>
    public required ulong Last { get; init; }

    /// <summary>The oldest number that is still held.</summary>
    public required ulong First { get; init; }

    /// <summary>What the cloud has on its disk.</summary>
    public required ulong Committed { get; init; }

    public required long ReadingsAppended { get; init; }

    /// <summary>Readings that wait for each other or for the disk.</summary>
    public required int ReadingsUnsaved { get; init; }

    /// <summary>Readings that were given up because the disk took none for too long, by metric (<c>zone/metric</c>).</summary>
    public required IReadOnlyDictionary<string, long> ReadingsLost { get; init; }

    /// <summary>Batches whose readings gave way to the disk budget.</summary>
    public required long Tombstones { get; init; }

    /// <summary>Batches that went without a tombstone because nothing else was left to give.</summary>
    public required long BatchesDropped { get; init; }

    public required long FailedCommits { get; init; }

    public required long GoBacks { get; init; }

    /// <summary>Watermarks of another epoch.</summary>
    public required long WatermarksIgnored { get; init; }

    public required long BatchesSent { get; init; }

    /// <summary>Edges that were too close to another one to be a change.</summary>
    public required long Bounces { get; init; }

    /// <summary>Changes of pins that the driver did not tell and that were found by looking.</summary>
    public required long MissedChanges { get; init; }

    /// <summary>The sensors that have had trouble or are in it.</summary>
    public required IReadOnlyList<SensorHealth> Sensors { get; init; }

    public ulong Backlog => Last - Committed;

    internal static AgentHealth Of(OutboxLog outbox, GatewayUplink uplink, GatewaySensing sensing)
    {
        // In the order of a reading's way, so that none is missed between two of them.
        var waiting = sensing.Waiting;
        var (stored, position, sent) = (outbox.Counts, outbox.Position, uplink.Counts);
        return new AgentHealth
        {
            Connected = !uplink.IsAway,
            Epoch = position.Epoch,
            Last = position.LastSequence,
            First = position.First,
            Committed = position.Committed,
            ReadingsAppended = stored.ReadingsAppended,
            ReadingsUnsaved = waiting + stored.ReadingsUnsaved,
            ReadingsLost = stored.ReadingsLost,
            Tombstones = stored.Buried,
            BatchesDropped = stored.Dropped,
            FailedCommits = stored.FailedCommits,
            GoBacks = sent.GoBacks,
            WatermarksIgnored = sent.WatermarksIgnored,
            BatchesSent = sent.BatchesSent,
            Bounces = sensing.Bounces,
            MissedChanges = sensing.MissedChanges,
            Sensors = sensing.Troubled,
        };
    }
}
