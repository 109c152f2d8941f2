namespace OpcSpaces.Notices.Channels;

/// <summary>
/// Hours of the day in which a channel sends only what is urgent. They are read off a clock on the wall: when the clocks change, the night is an hour
/// shorter or longer.
/// </summary>
/// <param name="From">When they begin.</param>
/// <param name="Until">When they end; before <paramref name="From"/> where midnight is among them. Never the same.</param>
/// <param name="TimeZone">A name of the IANA database that this machine knows.</param>
/// <param name="Then">What becomes of what has waited.</param>
public sealed record QuietHours(TimeOnly From, TimeOnly Until, string TimeZone, QuietThen Then)
{
    /// <summary>Whether an instant is in them: <see cref="From"/> is, <see cref="Until"/> is not.</summary>
    public bool Has(DateTimeOffset at)
    {
        var local = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)).DateTime);
        return local.IsBetween(From, Until);
    }
}
