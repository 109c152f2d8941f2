using OpcSpaces.Model.Places;

namespace OpcSpaces.Projections.Live;

/// <summary>One gateway as the journal knows it.</summary>
/// <param name="Key">Its community and id.</param>
/// <param name="Presence">Whether its session stands.</param>
/// <param name="Since">Cloud's time since which that holds.</param>
/// <param name="Epoch">Its outbox; 0 for an edge node without one.</param>
/// <param name="LastSequence">The highest outbox sequence that is known to be made.</param>
/// <param name="Committed">The highest one that is journaled.</param>
/// <param name="NewestReading">Gateway's time of its newest reading, never later than its receipt; null before the first.</param>
/// <param name="ReceivedAt">Cloud's time at which that arrived.</param>
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

    /// <summary>A Sparkplug edge node without an outbox: heard at most once.</summary>
    public bool IsForeign => Epoch == 0;
}
