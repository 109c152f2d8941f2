using System.Globalization;
using OpcSpaces.FirmwareSim.People.Calendar;

namespace OpcSpaces.FirmwareSim.Time;

/// <summary>When a simulation starts, and what the people's clock shows then.</summary>
/// <param name="Instant">The beginning of virtual time.</param>
/// <param name="Clock">The people's clock.</param>
public sealed record StartMoment(DateTimeOffset Instant, BuildingClock Clock)
{
    /// <summary>The people live by the real clock.</summary>
    public const string Now = "now";

    /// <summary>As <see cref="Now"/> during the working hours of a workday; otherwise the people live as at 10:00 on a workday.</summary>
    public const string Auto = "auto";

    private static readonly TimeOnly DemoHour = new(10, 0);
    private static readonly TimeOnly WorkStarts = new(9, 30);
    private static readonly TimeOnly WorkEnds = new(17, 30);
    private static readonly string[] DateFormats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm"];

    /// <summary>
    /// Reads <c>now</c>, <c>auto</c>, an hour (<c>10:00</c>: readings keep the true time, only the people live at this hour) or a
    /// past local date (<c>2026-03-02T08:00</c>: virtual time begins there). Without a date, virtual time begins
    /// <paramref name="before"/> now. Returns null when the text is none of these, or a date in the future.
    /// </summary>
    public static StartMoment? Parse(string text, DateTimeOffset now, BuildingClock wall, TimeSpan before)
    {
        if (text is Now || (text is Auto && IsWorkingHour(wall.Local(now))))
            return new StartMoment(now - before, wall);
        if (text is Auto)
            return new StartMoment(now - before, BuildingClock.Showing(DemoHour, now, wall.Offset));
        if (TryHour(text, out var hour))
            return new StartMoment(now - before, BuildingClock.Showing(hour, now, wall.Offset));
        if (DateTime.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            var instant = new DateTimeOffset(local, wall.Offset).ToUniversalTime();
            return instant <= now ? new StartMoment(instant, wall) : null;
        }
        return null;
    }

    /// <summary>Whether <paramref name="text"/> is a date and not an hour for the people.</summary>
    public static bool IsDate(string text) => DateTime.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>Whether <paramref name="text"/> is <see cref="Now"/>, <see cref="Auto"/> or an hour.</summary>
    public static bool IsWord(string text) => text is Now or Auto || TryHour(text, out _);

    private static bool TryHour(string text, out TimeOnly hour) => TimeOnly.TryParseExact(text, ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out hour);

    private static bool IsWorkingHour(DateTime local) =>
        WorkCalendar.China[DateOnly.FromDateTime(local)] == DayKind.Workday && TimeOnly.FromDateTime(local) >= WorkStarts && TimeOnly.FromDateTime(local) <= WorkEnds;
}
