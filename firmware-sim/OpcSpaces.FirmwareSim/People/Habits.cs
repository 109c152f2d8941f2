namespace OpcSpaces.FirmwareSim.People;

/// <summary>
/// How one person uses one desk. Presence over the day follows the office profiles of domain facts §4; the scatter of the
/// hours is our own choice.
/// </summary>
public sealed record Habits
{
    private const double OwlsWorkOn = 0.15;

    /// <summary>Probability of coming at all on a workday.</summary>
    public required double WorkdayAttendance { get; init; }

    public required double WeekendAttendance { get; init; }

    /// <summary>Usual hours of arriving and leaving, around which the days scatter.</summary>
    public required double ArrivalHour { get; init; }

    public required double LeavingHour { get; init; }

    /// <summary>Probability of working on past midnight on an evening that has become late.</summary>
    public required double WorksOn { get; init; }

    /// <summary>Probability of leaving the desk at noon.</summary>
    public required double LunchOut { get; init; }

    /// <summary>Mean time between two movements that a detector can see while the person sits and works, in seconds.</summary>
    public required double StirSeconds { get; init; }

    /// <summary>Probability that a bag keeps the chair over a break.</summary>
    public required double BagStays { get; init; }

    /// <summary>What the desk's machine draws at work, in standby and, with nobody there, at its own computing.</summary>
    public required DeskLoad Load { get; init; }

    public static Habits Of(PeopleMix mix, SeededRandom random)
    {
        var kind = random.NextDouble();
        var never = kind < mix.Never;
        var partTime = !never && kind < mix.Never + mix.PartTime;
        var owl = !never && !partTime && kind < mix.Never + mix.PartTime + mix.NightOwls;
        var workdays = never ? 0 : partTime ? random.Between(0.25, 0.6) : random.Between(0.8, 0.97);
        return new Habits
        {
            WorkdayAttendance = workdays,
            WeekendAttendance = workdays * random.Between(0.02, 0.25),
            ArrivalHour = owl ? random.Normal(10, 0.15, 9.5, 10.3) : random.Normal(9.2, 0.35, 8.5, 10),
            LeavingHour = owl ? random.Normal(21, 0.6, 20, 22.5) : random.Normal(18.7, 0.7, 17.5, 20.5),
            WorksOn = owl ? OwlsWorkOn : 0,
            LunchOut = random.Between(0.6, 0.95),
            StirSeconds = random.Chance(mix.StillSitters) ? random.Between(180, 300) : random.Between(40, 120),
            BagStays = mix.BagStays,
            Load = DeskLoad.Of(random.Chance(mix.GpuDesks), random),
        };
    }
}

/// <summary>What the sockets of one desk draw, in watts: with somebody there and without (domain facts §4).</summary>
/// <param name="ActiveWatts">At work: 100 to 130, 300 to 600 with a GPU.</param>
/// <param name="StandbyWatts">Switched off: 3 to 10.</param>
/// <param name="HasGpu">Goes on computing on some evenings.</param>
public readonly record struct DeskLoad(double ActiveWatts, double StandbyWatts, bool HasGpu)
{
    /// <summary>A machine whose owner has just gone and that does not sleep yet (our own figure).</summary>
    private const double IdleShare = 0.45;

    public double IdleWatts => Math.Max(StandbyWatts, ActiveWatts * IdleShare);

    public static DeskLoad Of(bool hasGpu, SeededRandom random) =>
        new(hasGpu ? random.Between(300, 600) : random.Between(100, 130), random.Between(3, 10), hasGpu);
}
