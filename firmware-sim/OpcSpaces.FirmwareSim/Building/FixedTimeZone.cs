namespace OpcSpaces.FirmwareSim.Building;

/// <summary>The names of the IANA time zone database for clocks without summer time.</summary>
internal static class FixedTimeZone
{
    // Zones between the hours that have no summer time any more.
    private static readonly Dictionary<double, string> Named = new()
    {
        [-9.5] = "Pacific/Marquesas",
        [0] = "Etc/UTC",
        [3.5] = "Asia/Tehran",
        [4.5] = "Asia/Kabul",
        [5.5] = "Asia/Kolkata",
        [5.75] = "Asia/Kathmandu",
        [6.5] = "Asia/Yangon",
        [8] = "Asia/Shanghai",
        [8.75] = "Australia/Eucla",
        [9.5] = "Australia/Darwin",
    };

    /// <summary>The zone that is this much ahead of UTC all year; null when there is none.</summary>
    public static string? Find(TimeSpan utcOffset)
    {
        var hours = utcOffset.TotalHours;
        if (Named.TryGetValue(hours, out var name))
            return name;
        // The signs of these names are those of POSIX: Etc/GMT-9 is ahead of UTC.
        return hours == Math.Truncate(hours) && hours is >= -12 and <= 14 ? FormattableString.Invariant($"Etc/GMT{-hours:+0;-0}") : null;
    }
}
