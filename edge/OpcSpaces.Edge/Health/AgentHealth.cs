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

    /// <summary>Readings that wait for a disk that takes none.</summary>
    public required int ReadingsUnsaved { get; init; }

    /// <summary>Readings that were given up because the disk took none for too long, by metric (<c>zone/metric</c>).</summary>
    public required IReadOnlyDictionary<string, long> ReadingsLost { get; init; }

    /// <summary>Batches whose readings gave way to the disk budget.</summary>
    public required long Tombstones { get; init; }

    public required long FailedCommits { get; init; }

    public required long GoBacks { get; init; }

    /// <summary>Watermarks of another epoch.</summary>
    public required long WatermarksIgnored { get; init; }

    public required long BatchesSent { get; init; }

    /// <summary>Edges that were too close to another one to be a change.</summary>
    public required long Bounces { get; init; }

    public ulong Backlog => Last - Committed;
}
