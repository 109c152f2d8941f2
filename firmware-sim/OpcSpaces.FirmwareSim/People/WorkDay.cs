using OpcSpaces.FirmwareSim.People.Calendar;

namespace OpcSpaces.FirmwareSim.People;

/// <summary>
/// Generates one person's day before meetings are added: arrival, lunch, breaks, leaving. On some days people come late or leave
/// late, a few at one or two at night.
/// </summary>
internal static class WorkDay
{
    private const double Minute = 60;
    private const double Hour = 3_600;
    private const double HolidayShare = 0.3;
    private const double LateMorning = 0.05;
    private const double LateNight = 0.06;
    private const double BetweenBreaks = 75 * Minute;
    private const double ShortestStay = 4 * Minute;
    private const double Late = 21.5 * Hour;
    private const double BreakBeforeTheNight = 10 * Minute;

    /// <summary>The stays in order, without overlap, within the day; none when the person does not come.</summary>
    public static List<Stay> Draw(Habits habits, DayKind day, SeededRandom random)
    {
        var free = day != DayKind.Workday;
        if (!random.Chance(Attendance(habits, day)))
            return [];
        var arrival = random.Chance(LateMorning)
            ? random.Between(10, 13) * Hour
            : random.Normal(habits.ArrivalHour, 0.25, 8.3, 10.6) * Hour;
        var leaving = random.Chance(LateNight)
            ? random.Between(20.5, 23.5) * Hour
            : random.Normal(habits.LeavingHour, 0.5, 17.3, 22.8) * Hour;
        if (free)
            leaving = Math.Min(leaving, arrival + random.Between(2, 7) * Hour);
        var lunch = random.Chance(habits.LunchOut) ? DrawLunch(random) : default;
        return Divide(arrival, leaving, lunch, random);
    }

    /// <summary>Whether the day ends so late that the person could stay past midnight.</summary>
    public static bool EndsLate(List<Stay> stays) => stays.Count > 0 && stays[^1].ToSeconds >= Late;

    /// <summary>The stay between the last stay of an evening and midnight.</summary>
    public static Stay UntilMidnight(Stay last) => new(last.ToSeconds + BreakBeforeTheNight, Stay.Midnight);

    /// <summary>The stay after midnight.</summary>
    public static Stay DrawNight(SeededRandom random) => new(0, random.Between(1, 2) * Hour);

    private static double Attendance(Habits habits, DayKind day) => day switch
    {
        DayKind.Workday => habits.WorkdayAttendance,
        DayKind.Weekend => habits.WeekendAttendance,
        _ => habits.WeekendAttendance * HolidayShare,
    };

    private static Stay DrawLunch(SeededRandom random)
    {
        var start = random.Normal(12.2, 0.25, 11.6, 13) * Hour;
        return new Stay(start, start + random.Normal(55, 15, 25, 100) * Minute);
    }

    private static List<Stay> Divide(double arrival, double leaving, Stay lunch, SeededRandom random)
    {
        var stays = new List<Stay>();
        for (var from = arrival; from < leaving - ShortestStay;)
        {
            var to = Math.Min(leaving, from + ShortestStay + random.Exponential(BetweenBreaks));
            var back = to + DrawBreak(random);
            if (from < lunch.ToSeconds && to >= lunch.FromSeconds)
                (to, back) = (Math.Max(from, lunch.FromSeconds), lunch.ToSeconds);
            if (to - from >= ShortestStay)
                stays.Add(new Stay(from, to));
            from = back;
        }
        return stays;
    }

    /// <summary>The length of a break, in seconds: usually to the pantry, one time in eight outside.</summary>
    private static double DrawBreak(SeededRandom random) =>
        random.Chance(0.12) ? random.Between(30, 75) * Minute : random.Between(4, 16) * Minute;
}
