namespace OpcSpaces.FirmwareSim.People;

/// <summary>
/// How one person uses one desk. Presence over the day follows the office profiles of domain facts §4; shares of
/// part-timers and of desks that nobody uses are our own choice.
/// </summary>
public sealed record Habits
{
    /// <summary>Probability of coming at all on a day from Monday to Friday.</summary>
    public required double WorkdayAttendance { get; init; }

    public required double WeekendAttendance { get; init; }

    /// <summary>Usual hours of arriving and leaving, around which the days scatter.</summary>
    public required double ArrivalHour { get; init; }

    public required double LeavingHour { get; init; }

    /// <summary>Probability of leaving the desk at noon.</summary>
    public required double LunchOut { get; init; }

    public static Habits Of(SeededRandom random)
    {
        var kind = random.NextDouble();
        // Nobody (4 %), now and then (16 %), most days (80 %).
        var workdays = kind < 0.04 ? 0 : kind < 0.2 ? random.Between(0.25, 0.6) : random.Between(0.8, 0.97);
        return new Habits
        {
            WorkdayAttendance = workdays,
            WeekendAttendance = workdays * random.Between(0.02, 0.25),
            ArrivalHour = random.Normal(9.2, 0.35, 8.5, 10),
            LeavingHour = random.Normal(18.8, 0.8, 17.5, 20.5),
            LunchOut = random.Between(0.6, 0.95),
        };
    }
}
