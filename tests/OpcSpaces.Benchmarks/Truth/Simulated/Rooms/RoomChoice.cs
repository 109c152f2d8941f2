namespace OpcSpaces.Benchmarks.Truth.Simulated.Rooms;

/// <summary>Which simulated rooms are drawn; the command line can ask for others.</summary>
internal sealed class RoomChoice
{
    /// <summary>Seeds below this are for choosing an estimator's structure and defaults; what was chosen is judged with others.</summary>
    public const int FirstSeedForJudging = 1_000;

    public const int UsualRooms = 65;

    public int Seed { get; set; } = FirstSeedForJudging;

    public int Rooms { get; set; } = UsualRooms;

    public bool IsForJudging => Seed >= FirstSeedForJudging;
}
