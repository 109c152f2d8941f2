using System.Text.Json.Serialization;

namespace OpcSpaces.Answers.Series;

/// <summary>The readings of one metric of a point, in parts of equal length.</summary>
/// <param name="Zone">Its zone.</param>
/// <param name="Point">The point.</param>
/// <param name="Metric">What was measured.</param>
/// <param name="Unit">Of the values; empty for values without one.</param>
/// <param name="Content">Which figures the parts have.</param>
/// <param name="Foreign">Whether the readings came from an edge node without an outbox: each at most once, and nobody can tell what is missing.</param>
/// <param name="From">The beginning of the first part.</param>
/// <param name="To">The end of the last part.</param>
/// <param name="StepSeconds">The length of a part. The first and the last one end at the dates that are asked about, so they may be shorter.</param>
/// <param name="TimeZone">Of the community.</param>
/// <param name="Parts">In their order. A part of which nothing is known is left out.</param>
public sealed record SeriesAnswer(
    string Zone, string Point, string Metric, string Unit, SeriesContent Content, bool Foreign, DateTimeOffset From, DateTimeOffset To, long StepSeconds, string TimeZone, IReadOnlyList<SeriesPart> Parts);

/// <summary>Which figures a series has.</summary>
public enum SeriesContent
{
    /// <summary>Least, most, mean and last value.</summary>
    Numbers,

    /// <summary>What a register has grown by, and its last value.</summary>
    Growth,

    /// <summary>Occupied and known time, and the share.</summary>
    Occupancy,

    /// <summary>How many readings there are.</summary>
    Events,
}

/// <summary>One part of a series.</summary>
/// <param name="Start">Its beginning.</param>
/// <param name="Readings">Readings with a value of good quality.</param>
/// <param name="Others">Readings without one.</param>
/// <param name="Least">The least value.</param>
/// <param name="Most">The greatest value.</param>
/// <param name="Mean">The mean of the readings.</param>
/// <param name="Last">The last value.</param>
/// <param name="Growth">What the register has grown by; a new meter's beginning and impossible steps are left out.</param>
/// <param name="OccupiedSeconds">For how long it was occupied.</param>
/// <param name="KnownSeconds">For how long it is known whether it was occupied; the rest of the part is unknown, and neither occupied nor free.</param>
/// <param name="Share">Occupied time ÷ known time.</param>
public sealed record SeriesPart(
    DateTimeOffset Start,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Readings = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Others = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Least = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Most = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Mean = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Last = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Growth = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? OccupiedSeconds = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? KnownSeconds = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Share = null);
