using System.Text.Json.Serialization;
using OpcSpaces.Points.Hours;

namespace OpcSpaces.Wire.Outbox;

/// <summary>One zone of a <see cref="Seal"/>. Its points are in columns: the values with equal index belong together.</summary>
/// <param name="Zone">The zone's id.</param>
/// <param name="Places">Desks and rooms; null when it has none.</param>
/// <param name="Meters">Electricity meters; null when it has none.</param>
/// <param name="Doors">Doors with a card reader; null when it has none.</param>
public sealed record SealedZone(string Zone, SealedPlaces? Places = null, SealedMeters? Meters = null, SealedDoors? Doors = null)
{
    /// <summary>The largest amount of an hour: what fits into a double without loss.</summary>
    internal const long MostAmount = 1L << 53;

    /// <summary>What is wrong with it, or null.</summary>
    internal string? Fault => Places?.Fault ?? Meters?.Fault ?? Doors?.Fault;

    /// <summary>The fault of columns whose lengths differ, or that have a value outside of 0 to <paramref name="most"/>.</summary>
    internal static string? FaultOf(string what, IReadOnlyList<string> points, long most, params IReadOnlyList<IReadOnlyList<long>> columns)
    {
        if (columns.Any(column => column.Count != points.Count))
            return $"the columns of {what} in a seal have different lengths";
        return columns.Any(column => column.Any(value => value < 0 || value > most)) ? $"a value of {what} in a seal is out of range" : null;
    }
}

/// <summary>The places of a zone in one hour. All columns but <paramref name="Points"/> are in ms of the hour.</summary>
/// <param name="Points">The points' ids, such as <c>desk/12</c>.</param>
/// <param name="ObservedMs">For how long it was known whether the place was occupied.</param>
/// <param name="OccupiedMs">For how long of that it was occupied, as the readings of <c>{point}/occupied</c> say.</param>
/// <param name="KnownMs">For how long the following three are about; 0 where the sensors gave no probability (as after a start).</param>
/// <param name="ExpectedMs">The expected occupied time within the known time.</param>
/// <param name="LowMs">Its 10th percentile.</param>
/// <param name="HighMs">Its 90th percentile.</param>
public sealed record SealedPlaces(
    IReadOnlyList<string> Points, IReadOnlyList<long> ObservedMs, IReadOnlyList<long> OccupiedMs, IReadOnlyList<long> KnownMs,
    IReadOnlyList<long> ExpectedMs, IReadOnlyList<long> LowMs, IReadOnlyList<long> HighMs)
{
    [JsonIgnore]
    internal string? Fault
    {
        get
        {
            var fault = SealedZone.FaultOf("places", Points, MetricHour.LengthMs, ObservedMs, OccupiedMs, KnownMs, ExpectedMs, LowMs, HighMs);
            if (fault is not null)
                return fault;
            var isSound = Enumerable.Range(0, Points.Count).All(i =>
                OccupiedMs[i] <= ObservedMs[i] && ExpectedMs[i] <= KnownMs[i] && LowMs[i] <= HighMs[i] && HighMs[i] <= KnownMs[i]);
            return isSound ? null : "the times of a place in a seal contradict each other";
        }
    }
}

/// <summary>The meters of a zone in one hour.</summary>
/// <param name="Points">The points' ids, such as <c>meter/3</c>.</param>
/// <param name="ObservedMs">For how long the register was known, in ms of the hour.</param>
/// <param name="EnergyWh">By how much it grew.</param>
public sealed record SealedMeters(IReadOnlyList<string> Points, IReadOnlyList<long> ObservedMs, IReadOnlyList<long> EnergyWh)
{
    [JsonIgnore]
    internal string? Fault =>
        SealedZone.FaultOf("meters", Points, MetricHour.LengthMs, ObservedMs) ?? SealedZone.FaultOf("meters", Points, SealedZone.MostAmount, EnergyWh);
}

/// <summary>The doors of a zone in one hour.</summary>
/// <param name="Points">The points' ids, such as <c>door/1</c>.</param>
/// <param name="Entries">The number of entries.</param>
public sealed record SealedDoors(IReadOnlyList<string> Points, IReadOnlyList<long> Entries)
{
    [JsonIgnore]
    internal string? Fault => SealedZone.FaultOf("doors", Points, SealedZone.MostAmount, Entries);
}
