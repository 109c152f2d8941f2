namespace OpcSpaces.Projections.Expiry;

/// <summary>What one run has let expire.</summary>
/// <param name="Communities">By community, in the order of their ids.</param>
/// <param name="Through">Every entry of the journal up to this one has been looked at.</param>
/// <param name="HeldBack">Why older content is still there, or was until its latest time, in words; null where there is none.</param>
public sealed record RawExpiryResult(IReadOnlyList<ExpiredOfCommunity> Communities, long Through, string? HeldBack);

/// <summary>What has expired of a community.</summary>
/// <param name="Community">Its id.</param>
/// <param name="Entries">How many entries have lost their content.</param>
/// <param name="Bytes">How long that was.</param>
/// <param name="FromMs">When the first of them was received, in ms since 1970 UTC.</param>
/// <param name="ToMs">When the last one was.</param>
public sealed record ExpiredOfCommunity(string Community, long Entries, long Bytes, long FromMs, long ToMs)
{
    /// <summary>Both together.</summary>
    public ExpiredOfCommunity With(ExpiredOfCommunity other) => this with
    {
        Entries = Entries + other.Entries,
        Bytes = Bytes + other.Bytes,
        FromMs = Math.Min(FromMs, other.FromMs),
        ToMs = Math.Max(ToMs, other.ToMs),
    };
}
