using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Edge.Sensing;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.Edge.Uplink;

namespace OpcSpaces.Edge.Health;

/// <summary>The state of one agent, at one time.</summary>
public sealed record AgentHealth
{
    /// <summary>There is a session with the host.</summary>
    public required bool Connected { get; init; }

    public required ulong Epoch { get; init; }

    /// <summary>The number of the newest batch; 0 when there is none.</summary>
    public required ulong Last { get; init; }

    /// <summary>The number of the oldest batch that the outbox still holds.</summary>
    public required ulong First { get; init; }

    /// <summary>The last batch that the cloud has committed.</summary>
    public required ulong Committed { get; init; }

    /// <summary>Readings of points that were stored since the start.</summary>
    public required long ReadingsAppended { get; init; }

    /// <summary>Whether hours are being sealed now, so that batches may follow though no sensor changes.</summary>
    public required bool IsSealing { get; init; }

    /// <summary>Readings that are not on disk yet: they wait for their batch, or for the disk.</summary>
    public required int ReadingsUnsaved { get; init; }

    /// <summary>Readings that were given up because the disk refused writes for too long, by metric (<c>zone/metric</c>).</summary>
    public required IReadOnlyDictionary<string, long> ReadingsLost { get; init; }

    /// <summary>Batches whose readings gave way to the disk budget, and that became tombstones.</summary>
    public required long Tombstones { get; init; }

    /// <summary>Batches that were removed without a tombstone, because the disk budget could not be kept otherwise.</summary>
    public required long BatchesDropped { get; init; }

    /// <summary>Commits that the disk refused and that were tried again.</summary>
    public required long FailedCommits { get; init; }

    /// <summary>How often the uplink went back to the watermark and sent again.</summary>
    public required long GoBacks { get; init; }

    /// <summary>Watermarks of another epoch, which are ignored.</summary>
    public required long WatermarksIgnored { get; init; }

    public required long BatchesSent { get; init; }

    /// <summary>Edges that were too short to count.</summary>
    public required long Bounces { get; init; }

    /// <summary>Changes of pins that the driver did not report, and that were found by reading the pin.</summary>
    public required long MissedChanges { get; init; }

    /// <summary>Changes of pins that the driver knows to have lost, because they were not read in time.</summary>
    public required long LostChanges { get; init; }

    /// <summary>The sensors that have a fault now or had one since the start.</summary>
    public required IReadOnlyList<SensorHealth> Sensors { get; init; }

    /// <summary>Batches that the cloud has not committed yet.</summary>
    public ulong Backlog => Last - Committed;

    internal static AgentHealth Of(OutboxLog outbox, GatewayUplink uplink, GatewaySensing sensing, bool isSealing)
    {
        // In the order in which a reading moves, so that each reading is counted at least once.
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
            IsSealing = isSealing,
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
            LostChanges = sensing.LostChanges,
            Sensors = sensing.Troubled,
        };
    }
}
