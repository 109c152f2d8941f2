namespace OpcSpaces.Benchmarks.Truth.Simulated.Rooms;

/// <summary>What is simulated: the part, the seed, and the number of rooms. The command line can ask for others.</summary>
internal sealed class RoomChoice
{
    /// <summary>Seeds below this are for choosing an estimator's structure and defaults; what was chosen is judged with others.</summary>
    public const int FirstSeedForJudging = 1_000;

    public const int UsualRooms = 65;

    /// <summary>The parts of the simulation, as the command line names them.</summary>
    public static IReadOnlyList<string> Parts { get; } = ["week", "rooms", "air", "light", "sound", "desks", "faults"];

    /// <summary>The only part to measure; null for all of them, and for the recordings.</summary>
    public string? Part { get; set; }

    /// <summary>The seed of everything that is simulated; null for <see cref="FirstSeedForJudging"/> in rooms, and for the communities' own.</summary>
    public int? Seed { get; set; }

    public int Rooms { get; set; } = UsualRooms;

    public int SeedOfRooms => Seed ?? FirstSeedForJudging;

    public bool IsForJudging => SeedOfRooms >= FirstSeedForJudging;

    public bool Has(string part) => Part is null || Part == part;
}
