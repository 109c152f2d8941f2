namespace OpcSpaces.Projections.Live;

/// <summary>What happened last at the contact of a door, also what was over when the cloud heard of it. Null for what never happened.</summary>
/// <param name="ForcedAt">Gateway's time (never later than receipt) at which it was forced.</param>
/// <param name="ForcedHeardAt">Cloud's time at which that was received.</param>
/// <param name="HeldAt">Gateway's time at which the last hold that is over began.</param>
/// <param name="HeldFor">How long it was.</param>
/// <param name="HeldHeardAt">Cloud's time at which its end was received.</param>
public sealed record LiveContact(DateTimeOffset? ForcedAt, DateTimeOffset? ForcedHeardAt, DateTimeOffset? HeldAt, TimeSpan HeldFor, DateTimeOffset? HeldHeardAt)
{
    /// <summary>Gateway's time at which the hold began that is not over by its log, by the clock as it is set now; also null where its length is not known for sure.</summary>
    public DateTimeOffset? HoldsAt { get; init; }
}
