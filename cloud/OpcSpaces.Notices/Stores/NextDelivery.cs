using OpcSpaces.Notices.Channels;
using OpcSpaces.Notices.Messages;

namespace OpcSpaces.Notices.Stores;

/// <summary>What a channel sends next.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Numbers">The numbers of the notices, rising.</param>
/// <param name="Notices">The notices: one, or several for a digest.</param>
internal sealed record NextDelivery(Channel Channel, IReadOnlyList<long> Numbers, IReadOnlyList<Notice> Notices)
{
    /// <summary>Whether the channel's other recipients have it already: those of <see cref="Channel"/> are the rest.</summary>
    public bool IsRest { get; init; }
}

/// <summary>Whether a channel has something to send.</summary>
/// <param name="Next">What to send; null for nothing.</param>
/// <param name="IsHeld">Whether something waits for the end of quiet hours, of a pause, or for recipients that are tried again later.</param>
internal readonly record struct DeliveryLook(NextDelivery? Next, bool IsHeld);

/// <summary>A delivery as the API shows it.</summary>
/// <param name="Number">The number of the notice.</param>
/// <param name="Notice">The id of the notice.</param>
/// <param name="Kind">The kind of the notice.</param>
/// <param name="State">Whether it waits, was delivered or was given up.</param>
/// <param name="QueuedAt">Since when.</param>
/// <param name="Attempts">How many attempts there were.</param>
/// <param name="EndedAt">When it was delivered or given up.</param>
/// <param name="Error">Why the last attempt failed.</param>
internal sealed record DeliveryInfo(long Number, string Notice, string Kind, Rows.DeliveryState State, DateTimeOffset QueuedAt, int Attempts, DateTimeOffset? EndedAt, string? Error);
