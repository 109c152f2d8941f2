using OpcSpaces.FirmwareSim.People.Calendar;

namespace OpcSpaces.FirmwareSim.Time;

/// <summary>
/// Which time the clock of a demonstration shows when it begins: half past ten on a workday, so that whoever starts it on a Sunday night sees a building that lives. The people's clock, the
/// readings and the cloud all have this time.
/// </summary>
public static class OpeningHour
{
    private static readonly TimeOnly Opening = new(10, 30);
    private static readonly TimeOnly LastContinued = new(16, 0);

    /// <summary>The moment.</summary>
    /// <param name="now">The right time.</param>
    /// <param name="through">What has been simulated already; null for nothing. The moment is not before it: nothing happens twice.</param>
    /// <param name="clock">The people's clock.</param>
    /// <returns>
    /// The last workday's half past ten that is not after <paramref name="now"/>. Where more has been simulated: its end, in the middle of a workday; else the next workday's half past ten, which
    /// may be after now.
    /// </returns>
    public static DateTimeOffset Of(DateTimeOffset now, DateTimeOffset? through, BuildingClock clock)
    {
        var opening = Find(clock.Date(now), -1, date => OpeningOf(date, clock) <= now, clock);
        if (through is not { } reached || reached <= opening) return opening;
        var local = clock.Local(reached);
        var isInTheMiddle = IsWorkday(DateOnly.FromDateTime(local)) && TimeOnly.FromDateTime(local) >= Opening && TimeOnly.FromDateTime(local) <= LastContinued;
        return isInTheMiddle ? reached : Find(clock.Date(reached), 1, date => OpeningOf(date, clock) >= reached, clock);
    }

    private static DateTimeOffset Find(DateOnly date, int step, Func<DateOnly, bool> fits, BuildingClock clock)
    {
        while (!IsWorkday(date) || !fits(date)) date = date.AddDays(step);
        return OpeningOf(date, clock);
    }

    private static bool IsWorkday(DateOnly date) => WorkCalendar.China[date] == DayKind.Workday;

    private static DateTimeOffset OpeningOf(DateOnly date, BuildingClock clock) => clock.Instant(date, Opening.ToTimeSpan().TotalSeconds);
}
