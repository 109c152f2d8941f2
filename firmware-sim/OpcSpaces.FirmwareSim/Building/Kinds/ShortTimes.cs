namespace OpcSpaces.FirmwareSim.Building.Kinds;

/// <summary>Short absences or short stays of a day.</summary>
/// <param name="PerDay">Their mean number.</param>
/// <param name="MinutesFrom">The shortest, in minutes.</param>
/// <param name="MinutesTo">The longest, in minutes; every length in between is equally likely.</param>
public sealed record ShortTimes(double PerDay, double MinutesFrom, double MinutesTo)
{
    internal double DrawSeconds(SeededRandom random) => 60 * random.Between(MinutesFrom, MinutesTo);
}
