namespace OpcSpaces.Model.Usage;

/// <summary>A desk or a room in one hour. Times in ms of the hour, 0 to 3,600,000.</summary>
/// <param name="Point">The point's id, such as <c>desk/12</c>.</param>
/// <param name="ObservedMs">For how long it was known whether it was occupied.</param>
/// <param name="OccupiedMs">For how long of that it was, as decided at the gateway.</param>
/// <param name="KnownMs">For how long the following three are about; 0 where no gateway sealed a probability. All four are rounded to whole s.</param>
/// <param name="ExpectedMs">The expected occupied time within the known time.</param>
/// <param name="LowMs">Its 10th percentile.</param>
/// <param name="HighMs">Its 90th percentile.</param>
/// <param name="Use">When it was used; null when it was not seen occupied.</param>
public readonly record struct PlaceUsage(string Point, int ObservedMs, int OccupiedMs, int KnownMs, int ExpectedMs, int LowMs, int HighMs, PlaceUse? Use);

/// <summary>When a place was used in an hour.</summary>
/// <param name="FirstMs">The beginning of its first use, from the beginning of the hour; 0 where a stay of the hour before went on.</param>
/// <param name="LastMs">The end of its last use, from the beginning of the hour; 3,600,000 where the stay went on.</param>
/// <param name="Stays">How many stays began in the hour.</param>
/// <param name="EndedSeconds">
/// How long the stays were that ended in the hour and were seen from beginning to end, in whole s, in the order of their ends. They may have
/// begun in an hour before.
/// </param>
/// <param name="CutStays">How many further stays ended whose beginning or end is unknown.</param>
public sealed record PlaceUse(int FirstMs, int LastMs, int Stays, IReadOnlyList<int> EndedSeconds, int CutStays)
{
    public bool Equals(PlaceUse? other) =>
        other is not null && (FirstMs, LastMs, Stays, CutStays) == (other.FirstMs, other.LastMs, other.Stays, other.CutStays) && EndedSeconds.SequenceEqual(other.EndedSeconds);

    public override int GetHashCode() => HashCode.Combine(FirstMs, LastMs, Stays, EndedSeconds.Count, CutStays);
}

/// <summary>An electricity meter in one hour.</summary>
/// <param name="Point">The point's id, such as <c>meter/3</c>.</param>
/// <param name="ObservedMs">For how long its register was known, in ms.</param>
/// <param name="EnergyWh">By how much it grew, in Wh. A register that is lower than before (a new meter) counts nothing for that step.</param>
/// <param name="UnplacedWh">How much of that grew over a time in which the register was unknown, which may have been in an hour before.</param>
public readonly record struct MeterUsage(string Point, int ObservedMs, long EnergyWh, long UnplacedWh);

/// <summary>A door with a card reader in one hour.</summary>
/// <param name="Point">The point's id, such as <c>door/1</c>.</param>
/// <param name="Entries">The number of entries that are known. There may have been more where the door was not observed for the whole hour.</param>
/// <param name="ObservedMs">For how long no entry can be missing, in ms: the gateway ran, and nothing of it is lost.</param>
public readonly record struct DoorUsage(string Point, long Entries, int ObservedMs);

/// <summary>A quantity of the air or of the light in one hour, such as <c>env/1/co2</c>.</summary>
/// <param name="Metric">The full name of the metric; its unit is the metric's (<c>OpcSpaces.Points.PointMetric</c>).</param>
/// <param name="ObservedMs">For how long it was known, in ms.</param>
/// <param name="Tenths">Ten times its mean over that time, rounded, where each value is weighted with the time until the next; 0 where nothing was observed.</param>
public readonly record struct AirUsage(string Metric, int ObservedMs, int Tenths)
{
    /// <summary>The mean, to a tenth of the unit; null where nothing was observed.</summary>
    public double? Mean => ObservedMs > 0 ? Tenths / 10.0 : null;
}
