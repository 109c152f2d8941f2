namespace OpcSpaces.Model.Usage.Calendars;

/// <summary>One date of a community: when it begins and ends, when the community is open, and whether people are expected to work.</summary>
/// <param name="Date">The date in the community's time zone.</param>
/// <param name="StartMs">Its first instant, in ms since 1970 UTC.</param>
/// <param name="EndMs">The first instant of the next date. A day has 23 or 25 hours where clocks are changed.</param>
/// <param name="IsWorkday">Whether people are expected to work.</param>
/// <param name="OpensMs">When the community opens; equal to <paramref name="ClosesMs"/> where it stays closed.</param>
/// <param name="ClosesMs">When it closes.</param>
public readonly record struct LocalDay(DateOnly Date, long StartMs, long EndMs, bool IsWorkday, long OpensMs, long ClosesMs)
{
    /// <summary>Whether the date has a row of its own in the calendar: a holiday, a working Sunday, other hours. It is no example of its weekday.</summary>
    public bool IsSpecial { get; init; }

    /// <summary>Whether the community opens on this date at all.</summary>
    public bool IsOpen => ClosesMs > OpensMs;

    /// <summary>For how long the community is open within a part of the day, in ms.</summary>
    public long OpenMs(long fromMs, long toMs) => Math.Max(0, Math.Min(toMs, ClosesMs) - Math.Max(fromMs, OpensMs));
}
