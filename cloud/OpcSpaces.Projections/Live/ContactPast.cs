using OpcSpaces.Points;

namespace OpcSpaces.Projections.Live;

/// <summary>
/// What happened at the contact of a door, from the log: also what was over when the cloud heard of it. Times in ms since 1970 UTC; those of the gateway's clock are never later
/// than receipt.
/// </summary>
internal sealed record ContactPast
{
    // A judgement of alarms is at most five minutes away: until then a shorter hold must not hide a longer one.
    private const long KeptMs = 600_000;

    // Nobody judges while history is drained or the alarms' database is away, and what was heard more than a day ago raises nothing. During that day a hold that is too short for an alarm by itself (as thresholds are unless they are set) does not hide a longer one.
    private const long DayMs = 24 * 3_600_000, ShortMs = 600_000;

    // Both ends of a hold that arrive so soon after each other waited in the outbox. Otherwise the cloud's own clock limits how long it can have been.
    private const long TogetherMs = 60_000;

    public static ContactPast None { get; } = new();

    /// <summary>Since when it was forced last; <see cref="PointState.Never"/> for never, as all below.</summary>
    public long ForcedMs { get; init; } = PointState.Never;

    /// <summary>When the cloud heard of that.</summary>
    public long ForcedHeardMs { get; init; } = PointState.Never;

    /// <summary>The beginning of the hold that is over: the last one, unless that was short after a longer one.</summary>
    public long HeldMs { get; init; } = PointState.Never;

    /// <summary>How long it was.</summary>
    public long HeldForMs { get; init; }

    /// <summary>When the cloud heard of its end.</summary>
    public long HeldHeardMs { get; init; } = PointState.Never;

    /// <summary>The beginning of a hold that is not over.</summary>
    public long HoldsMs { get; init; } = PointState.Never;

    /// <summary>When the cloud heard of that.</summary>
    public long HoldsHeardMs { get; init; } = PointState.Never;

    /// <summary>After a reading of the log.</summary>
    /// <param name="value">What it says.</param>
    /// <param name="quality">How sure that is.</param>
    /// <param name="atMs">Its time.</param>
    /// <param name="heardMs">When it was received.</param>
    public ContactPast Take(PointValue value, int quality, long atMs, long heardMs)
    {
        var state = quality == QualityCode.Good && value.Kind == PointValueKind.Text ? value.AsText : null;
        var next = state == DoorStates.Forced ? Forced(atMs, heardMs) : this;
        if (state != DoorStates.Held) return next.Released(atMs, heardMs);
        return next.HoldsMs == PointState.Never ? next with { HoldsMs = atMs, HoldsHeardMs = heardMs } : next;
    }

    /// <summary>After a birth that says that the door is forced. It repeats the reading, unless that is lost.</summary>
    public ContactPast Forced(long atMs, long heardMs) => atMs == ForcedMs ? this : this with { ForcedMs = atMs, ForcedHeardMs = heardMs };

    /// <summary>The clock was set forward by so much, as monotonic time shows: a hold goes on, and began later by the new clock.</summary>
    public ContactPast Moved(long forwardMs) => HoldsMs == PointState.Never ? this : this with { HoldsMs = HoldsMs + forwardMs };

    /// <summary>Readings are missing, or the clock may have been set by nobody knows how much: nobody knows how long a hold is.</summary>
    public ContactPast Missed() => HoldsMs == PointState.Never ? this : this with { HoldsMs = PointState.Never };

    private ContactPast Released(long atMs, long heardMs)
    {
        if (HoldsMs == PointState.Never) return this;
        var (lastedMs, betweenMs) = (Math.Max(0, atMs - HoldsMs), heardMs - HoldsHeardMs);
        if (betweenMs > TogetherMs) lastedMs = Math.Min(lastedMs, betweenMs);
        var isKept = HeldHeardMs != PointState.Never && heardMs - HeldHeardMs < (lastedMs < ShortMs ? DayMs : KeptMs) && HeldForMs > lastedMs;
        return (isKept ? this : this with { HeldMs = HoldsMs, HeldForMs = lastedMs, HeldHeardMs = heardMs }) with { HoldsMs = PointState.Never };
    }
}
