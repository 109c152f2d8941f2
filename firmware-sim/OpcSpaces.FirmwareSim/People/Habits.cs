using OpcSpaces.FirmwareSim.Building.Kinds;

namespace OpcSpaces.FirmwareSim.People;

/// <summary>
/// How one person uses one desk. The hours follow the usual office profile (most people arrive at 8 to 10, lunch at 12 to 14, leave
/// at 17 to 20); their variation is an estimate.
/// </summary>
public sealed record Habits
{
    private const double OwlsWorkOn = 0.15;

    /// <summary>Probability of coming on a workday.</summary>
    public required double WorkdayAttendance { get; init; }

    public required double WeekendAttendance { get; init; }

    /// <summary>The usual hours of arrival and leaving, around which the days vary.</summary>
    public required double ArrivalHour { get; init; }

    public required double LeavingHour { get; init; }

    /// <summary>Probability of working past midnight on a late evening.</summary>
    public required double WorksOn { get; init; }

    /// <summary>Probability of leaving the desk for lunch.</summary>
    public required double LunchOut { get; init; }

    /// <summary>Mean time between two movements that a detector can see while the person sits and works, in seconds.</summary>
    public required double StirSeconds { get; init; }

    /// <summary>Probability that a bag stays on the chair during a break.</summary>
    public required double BagStays { get; init; }

    /// <summary>The power of the desk's computer.</summary>
    public required DeskLoad Load { get; init; }

    /// <summary>The same person at a place of this kind.</summary>
    internal Habits At(PlaceKind? kind) => kind is null ? this : this with
    {
        WorkdayAttendance = kind.Attendance ?? WorkdayAttendance,
        WeekendAttendance = Math.Min(WeekendAttendance, kind.Attendance ?? 1),
        StirSeconds = kind.StillSeconds ?? StirSeconds,
    };

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

/// <summary>The power at the sockets of one desk, in watts, with and without a person.</summary>
/// <param name="ActiveWatts">With a person who works: 100 to 130, or 300 to 600 with a GPU.</param>
/// <param name="StandbyWatts">When switched off: 3 to 10.</param>
/// <param name="HasGpu">Whether a GPU keeps computing on some evenings.</param>
public readonly record struct DeskLoad(double ActiveWatts, double StandbyWatts, bool HasGpu)
{
    /// <summary>The share of a computer that is idle because its owner has just left (estimated figure).</summary>
    private const double IdleShare = 0.45;

    public double IdleWatts => Math.Max(StandbyWatts, ActiveWatts * IdleShare);

    public static DeskLoad Of(bool hasGpu, SeededRandom random) =>
        new(hasGpu ? random.Between(300, 600) : random.Between(100, 130), random.Between(3, 10), hasGpu);
}
