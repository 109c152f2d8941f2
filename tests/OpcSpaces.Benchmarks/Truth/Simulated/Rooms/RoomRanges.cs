using OpcSpaces.FirmwareSim;
using OpcSpaces.FirmwareSim.Building.Kinds;

namespace OpcSpaces.Benchmarks.Truth.Simulated.Rooms;

/// <summary>
/// The kinds of simulated rooms, each drawn from wide ranges. Every detector sees somebody who moves every 0.7 to 70 s and somebody who
/// sits still every 8 to 800 s: a tenth to ten times the rates of the simulated community. Rates, lengths and delays are drawn so that
/// each factor is equally likely.
/// </summary>
internal static class RoomRanges
{
    /// <summary>The names of the kinds, in the order in which rooms are drawn.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "ordinary", "long delay", "walkway", "unused walkway", "short absences", "still sitter", "heating", "sun", "shared room", "pets", "cleaners", "minutes only", "mixed",
    ];

    private static readonly (double From, double To, bool IsBusy, double Share)[] Hours =
        [(8, 9.5, true, 1), (9.5, 12, false, 1), (12, 13.5, true, 1), (13.5, 18, false, 1), (18, 20, true, 1), (20, 8, false, 0.05)];

    /// <summary>Whether it is a room with a count of people, and not a desk.</summary>
    public static bool IsRoom(string name) => name is "shared room" or "pets" or "mixed";

    public static PlaceKind Draw(string name, SeededRandom random)
    {
        var moving = random.Factor(0.7, 70);
        var kind = new PlaceKind
        {
            Name = name,
            DelaySeconds = random.Factor(5, 60),
            MovingSeconds = moving,
            StillSeconds = Math.Max(moving, random.Factor(8, 800)),
            MovingBoutSeconds = random.Factor(30, 240),
            StillBoutSeconds = random.Factor(180, 1_200),
            Attendance = 0.95,
        };
        return name switch
        {
            "ordinary" => kind,
            "long delay" => kind with { DelaySeconds = random.Factor(60, 1_800) },
            "walkway" => kind with { Disturbances = Walkway(random) },
            "unused walkway" => kind with { Attendance = 0, Disturbances = Walkway(random) },
            "short absences" => kind with { StillSeconds = Math.Max(moving, random.Factor(8, 80)), Absences = new ShortTimes(random.Between(3, 8), 9, 12) },
            "still sitter" => kind with { StillSeconds = random.Factor(180, 1_200) },
            "heating" => kind with { Disturbances = Heating(random) },
            "sun" => kind with { Disturbances = [Burst(DisturbanceKind.Sun, random.Between(8, 12), random.Between(13, 18), random.Factor(0.5, 6), random)] },
            "shared room" => kind with { People = 2 + random.Below(5) },
            "pets" => kind with { People = 1 + random.Below(3), Disturbances = [Burst(DisturbanceKind.Pets, 0, 24, random.Factor(0.3, 4), random)] },
            "cleaners" => kind with { Disturbances = [Cleaners(random)] },
            "minutes only" => kind with { Attendance = 0, Visits = new ShortTimes(random.Between(3, 10), 1, 8) },
            "mixed" => kind with
            {
                DelaySeconds = random.Factor(5, 1_800),
                People = 1 + random.Below(4),
                Absences = new ShortTimes(random.Between(1, 5), 5, 20),
                Disturbances = [.. Walkway(random), .. Heating(random), Cleaners(random)],
            },
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such kind."),
        };
    }

    /// <summary>A number between two others; every factor between them is equally likely.</summary>
    public static double Factor(this SeededRandom random, double lowest, double highest) => lowest * Math.Exp(random.NextDouble() * Math.Log(highest / lowest));

    // 1 to 12 an hour in the quiet hours, and up to three times that in the morning, at noon and in the evening.
    private static Disturbance[] Walkway(SeededRandom random)
    {
        var (quiet, busy) = (random.Factor(1, 12), random.Between(1, 3));
        return
        [
            .. Hours.Select(hours => new Disturbance(DisturbanceKind.Passers, hours.From, hours.To) { PerHour = quiet * (hours.IsBusy ? busy : hours.Share), Seconds = 4, EverySeconds = 2 }),
        ];
    }

    private static Disturbance[] Heating(SeededRandom random) => [Burst(DisturbanceKind.Heating, random.Between(17, 23), random.Between(5, 9), random.Factor(0.5, 6), random)];

    private static Disturbance Burst(DisturbanceKind kind, double from, double to, double perHour, SeededRandom random) =>
        new(kind, from, to) { PerHour = perHour, Seconds = random.Factor(10, 180), EverySeconds = random.Factor(3, 60) };

    private static Disturbance Cleaners(SeededRandom random) => new(DisturbanceKind.Cleaners, 19, 22) { Seconds = random.Factor(60, 600), EverySeconds = random.Factor(2, 20) };
}
