namespace OpcSpaces.Dashboards.Live;

/// <summary>
/// What the live page shows. Of a community that gives no figures of single desks it has zones and no desks, for everybody. The host implements it over its live projection. Every call is cheap, safe from any
/// thread, and never waits for a store.
/// </summary>
public interface ILiveBoard
{
    /// <summary>The communities as they are drawn. A new instance, with a new version, whenever zones or desks appear.</summary>
    LivePlan Plan { get; }

    /// <summary>The state of every desk, or of every zone, of one floor, the gateways, and the age of the newest reading, at this moment.</summary>
    LiveSnapshot Snapshot(LiveFloor floor);

    /// <summary>What does not work at this moment.</summary>
    IReadOnlyList<LiveTrouble> Troubles { get; }

    /// <summary>
    /// A snapshot of the floor (of all communities when null), then changes as they happen, until cancelled. A
    /// reader that is too slow gets a new snapshot instead of a growing queue.
    /// </summary>
    IAsyncEnumerable<LiveEvent> FollowAsync(LiveFloor? floor, CancellationToken cancellationToken);
}
