using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Storage.Series;

namespace OpcSpaces.Api.Series;

/// <summary>The length of the parts of a series: one that people read off a clock.</summary>
internal static class SeriesSteps
{
    public const long NsPerMs = 1_000_000;
    public const long HourNs = CommunityCalendar.HourMs * NsPerMs;

    private const int SecondMs = 1_000;
    private const int MinuteMs = 60_000;
    private const long DayMs = 24L * CommunityCalendar.HourMs;

    // Up to an hour, whole numbers of them make an hour.
    private static readonly long[] Usual =
    [
        SecondMs, 2 * SecondMs, 5 * SecondMs, 10 * SecondMs, 15 * SecondMs, 30 * SecondMs,
        MinuteMs, 2 * MinuteMs, 5 * MinuteMs, 10 * MinuteMs, 15 * MinuteMs, 30 * MinuteMs,
        .. ((int[])[1, 2, 3, 4, 6, 8, 12]).Select(hours => (long)hours * CommunityCalendar.HourMs),
        .. ((int[])[1, 2, 7, 14, 28]).Select(days => days * DayMs),
    ];

    /// <summary>
    /// The parts of a time: at most so many, of the shortest usual length. They begin at whole seconds, minutes or hours; those of more than an hour are counted from the
    /// beginning of the first date.
    /// </summary>
    /// <param name="fromMs">Is in the first part; ms since 1970 UTC.</param>
    /// <param name="toMs">Is in the last part, or its end.</param>
    /// <param name="most">How many parts at most.</param>
    /// <param name="midnightMs">The beginning of the first date.</param>
    /// <param name="phaseMs">When hours begin, after those of UTC.</param>
    public static SeriesGrid Of(long fromMs, long toMs, int most, long midnightMs, int phaseMs)
    {
        foreach (var step in Usual)
        {
            if (Grid(step) is { Count: var count } grid && count <= most) return grid;
        }

        return Grid((((toMs - fromMs) / most / DayMs) + 2) * DayMs);

        SeriesGrid Grid(long step)
        {
            var origin = phaseMs + Floor(midnightMs - phaseMs, CommunityCalendar.HourMs);
            var start = origin + Floor(fromMs - origin, step);
            return new SeriesGrid(start * NsPerMs, step * NsPerMs, (int)Math.Min(int.MaxValue, (toMs - start + step - 1) / step));
        }
    }

    /// <summary>A time of ns since 1970 UTC.</summary>
    public static DateTimeOffset At(long ns) => DateTimeOffset.FromUnixTimeMilliseconds(ns / NsPerMs);

    private static long Floor(long ms, long step) => ms - (((ms % step) + step) % step);
}
