using OpcSpaces.Model.Places;

namespace OpcSpaces.Projections.Live;

/// <summary>One gateway as it is known from the journal.</summary>
/// <param name="Key">Its community and id.</param>
/// <param name="Presence">Whether it is online.</param>
/// <param name="Since">Since when, in the cloud's time.</param>
/// <param name="Epoch">Its outbox; 0 for an edge node without one.</param>
/// <param name="LastSequence">The newest sequence that its outbox is known to have given out.</param>
/// <param name="Committed">The newest sequence that is journaled.</param>
/// <param name="NewestReading">Gateway's time of its newest reading, never later than its receipt; null before the first.</param>
/// <param name="ReceivedAt">When that arrived, in the cloud's time.</param>
public sealed record LiveGateway(
    GatewayKey Key,
    GatewayPresence Presence,
    DateTimeOffset? Since,
    ulong Epoch,
    ulong LastSequence,
    ulong Committed,
    DateTimeOffset? NewestReading,
    DateTimeOffset? ReceivedAt)
{
    /// <summary>Batches that the gateway is known to hold and that are not journaled.</summary>
    public ulong Backlog => LastSequence > Committed ? LastSequence - Committed : 0;

    /// <summary>When its clock was last seen to have been set back, in the cloud's time: the times of its readings around then are doubtful. Null when it was not seen; always null for a gateway with an outbox.</summary>
    public DateTimeOffset? ClockSetBackAt { get; init; }

    /// <summary>What it said last about its clock; null before it said anything, and for a node without an outbox.</summary>
    public LiveClock? Clock { get; init; }

    /// <summary>The zones in which it reports a point; none before the births of its zones.</summary>
    public IReadOnlyList<ZoneKey> Zones { get; init; } = [];

    /// <summary>A Sparkplug edge node without an outbox: its readings arrive at most once.</summary>
    public bool IsForeign => Epoch == 0;
}

/// <summary>What a gateway said about its clock.</summary>
/// <param name="SaidAt">When that arrived, in the cloud's time. It may have waited in the gateway's outbox.</param>
/// <param name="IsSynchronized">Whether its kernel called the clock synchronised; null where it cannot be asked.</param>
/// <param name="Wall">What the clock showed when it said so.</param>
public sealed record LiveClock(DateTimeOffset SaidAt, bool? IsSynchronized, DateTimeOffset Wall);
