using OpcSpaces.FirmwareSim;
using OpcSpaces.FirmwareSim.Building.Kinds;

namespace OpcSpaces.Benchmarks.Truth.Simulated.Rooms;

/// <summary>The air, the light and the sound of simulated rooms, each drawn from wide ranges.</summary>
internal static class SurroundingRanges
{
    private static readonly LampSwitching[] Switching = Enum.GetValues<LampSwitching>();

    /// <summary>The air of a room: from a cell to a hall, from a tight house to one with strong ventilation, with open windows and the neighbours' air.</summary>
    public static AirKind Air(SeededRandom random)
    {
        var resting = random.Factor(0.08, 1.5);
        return new AirKind
        {
            CubicMetres = random.Factor(15, 500),
            PeopleShare = random.Between(0.15, 0.8),
            Mixing = random.Factor(2, 40),
            LitresPerSecond = random.Factor(0.0032, 0.008),
            RestingChanges = resting,
            VentilatedChanges = random.Chance(0.3) ? resting : resting * random.Factor(1, 12),
            VentilatedHours = (random.Between(5, 9), random.Between(16, 23)),
            NeighbourChanges = random.Factor(0.02, 2),
            NeighbourPpm = random.Factor(50, 900),
            DoorsPerDay = random.Factor(0.5, 8),
            WindowsPerDay = random.Chance(0.5) ? 0 : random.Factor(0.5, 5),
            WindowMinutes = random.Factor(5, 120),
            WindowChanges = random.Factor(2, 15),
            LagSeconds = random.Factor(30, 400),
            NoisePpm = random.Factor(2, 25),
            DriftPpm = random.Between(-60, 60),
        };
    }

    /// <summary>The light of a room: with and without a window, lamps that people, a detector or a clock switch, that are forgotten often or never, or that shine in from the corridor.</summary>
    public static LightKind Light(SeededRandom random) => new()
    {
        Switching = Switching[random.Below(Switching.Length)],
        LampLux = random.Factor(20, 800),
        DaylightLux = random.Chance(0.25) ? 0 : random.Factor(20, 5_000),
        TooDarkLux = random.Factor(20, 600),
        ForgetsChance = random.Chance(0.3) ? 0 : random.Factor(0.02, 1),
        HeldMinutes = random.Factor(2, 40),
        LitHours = (random.Between(6, 9), random.Between(17, 23)),
        CorridorLux = random.Chance(0.5) ? 0 : random.Factor(2, 100),
    };

    /// <summary>The sound of a room: from a quiet cell to one beside a road, with thin and thick walls, with people who type in silence or talk all day.</summary>
    public static SoundKind Sound(SeededRandom random) => new()
    {
        QuietDecibels = random.Between(28, 45),
        VentilationDecibels = random.Between(28, 52),
        VentilatedHours = (random.Between(6, 9), random.Between(16, 22)),
        StreetDecibels = random.Between(25, 58),
        NeighbourDecibels = random.Between(25, 52),
        NeighbourShare = random.Factor(0.02, 0.6),
        WorkDecibels = random.Between(32, 52),
        WorkShare = random.Factor(0.05, 0.8),
        TalkDecibels = random.Between(45, 66),
        CallShare = random.Factor(0.01, 0.4),
        TalkShare = random.Factor(0.05, 0.8),
    };
}
