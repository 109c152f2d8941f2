namespace OpcSpaces.Notices.Channels;

/// <summary>How a channel is doing.</summary>
/// <param name="FailingSince">Since when every attempt has failed; null while it works.</param>
/// <param name="LastError">Why the last attempt failed, or what was wrong although it succeeded; null for nothing. Never with a secret.</param>
/// <param name="LastDeliveredAt">When a message was last taken.</param>
/// <param name="Waiting">How many notices wait.</param>
/// <param name="OldestWaiting">When the first of them was queued.</param>
/// <param name="GivenUp">How many could not be delivered and are kept for a replay.</param>
public sealed record ChannelState(DateTimeOffset? FailingSince, string? LastError, DateTimeOffset? LastDeliveredAt, int Waiting, DateTimeOffset? OldestWaiting, int GivenUp);
