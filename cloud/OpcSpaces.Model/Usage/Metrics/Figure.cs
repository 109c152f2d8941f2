using System.Globalization;
using OpcSpaces.Model.Usage.History;

namespace OpcSpaces.Model.Usage.Metrics;

/// <summary>
/// A figure with what is needed to judge it. Where too little is known there is no value and no interval: insufficient data is never a
/// number, and nothing unknown counts as used or as empty.
/// </summary>
/// <remarks>
/// Value and interval follow from the expected times that gateways seal (<see cref="PlaceHour"/>). A share is about the known time: what is
/// unknown is left out of both of its sides, and the coverage says how much that is. An amount, such as seat-hours, is at least what is known;
/// unknown time may have been used completely or not at all, so it raises the upper bound and nothing else.
/// </remarks>
/// <param name="Value">The value; null for insufficient data.</param>
/// <param name="Unit">The unit (<see cref="Units"/>).</param>
/// <param name="Coverage">The known part of what the figure is about, 0 to 1; of what, the metric says.</param>
/// <param name="Low">The lower bound: about the 10th percentile; null where there is no value.</param>
/// <param name="High">The upper bound: about the 90th percentile; null where there is no value, or where nothing limits what is unknown (energy, entries).</param>
/// <param name="Why">Why there is no value, as a sentence without its end; null when there is one.</param>
public readonly record struct Figure(double? Value, string Unit, double Coverage, double? Low, double? High, string? Why = null)
{
    // A threshold of 95 % is met by 19 of 20, whatever floating point makes of it.
    private const double Rounding = 1e-9;

    /// <summary>Whether there is a value.</summary>
    public bool IsSufficient => Value is not null;

    /// <summary>A figure, or insufficient data when its coverage is below the threshold.</summary>
    public static Figure Of(double value, string unit, double coverage, double low, double? high, double threshold) =>
        coverage + Rounding >= threshold ? new(value, unit, coverage, low, high) : Missing(unit, coverage, LowCoverage(coverage, threshold));

    /// <summary>Something that follows from the registry alone, such as what leases say.</summary>
    public static Figure Exact(double value, string unit) => new(value, unit, 1, value, value);

    /// <summary>No value, for a reason.</summary>
    public static Figure Missing(string unit, double coverage, string why) => new(null, unit, coverage, null, null, why);

    /// <summary>The occupied share of the known time.</summary>
    public static Figure Share(in TimeSum sum, double threshold)
    {
        if (sum.PossibleMs == 0) return Missing(Units.Share, 1, "there is no available time");
        if (sum.KnownMs == 0) return Missing(Units.Share, 0, LowCoverage(0, threshold));
        var known = (double)sum.KnownMs;
        return Of(sum.ExpectedMs / known, Units.Share, sum.Coverage, sum.LowerMs / known, sum.UpperMs / known, threshold);
    }

    /// <summary>The occupied time in hours of a seat.</summary>
    public static Figure SeatHours(in TimeSum sum, double threshold) => sum.PossibleMs == 0
        ? Missing(Units.SeatHours, 1, "there is no available time")
        : Of(Hours(sum.ExpectedMs), Units.SeatHours, sum.Coverage, Hours(sum.LowerMs), Hours(sum.UpperMs + (sum.PossibleMs - sum.KnownMs)), threshold);

    /// <summary>A share of things that are each yes, no or undecided: the value is about the decided ones, the bounds take all undecided ones as no and as yes.</summary>
    /// <param name="yes">How many are.</param>
    /// <param name="no">How many are not.</param>
    /// <param name="undecided">Of how many it is not known.</param>
    /// <param name="threshold">Which share must be decided.</param>
    /// <param name="none">What is missing where there is nothing at all.</param>
    public static Figure ShareOf(long yes, long no, long undecided, double threshold, string none)
    {
        var all = yes + no + undecided;
        if (all == 0) return Missing(Units.Share, 1, none);
        var decided = yes + no;
        if (decided == 0) return Missing(Units.Share, 0, LowCoverage(0, threshold));
        return Of((double)yes / decided, Units.Share, (double)decided / all, (double)yes / all, (double)(yes + undecided) / all, threshold);
    }

    private static double Hours(double ms) => ms / Calendars.CommunityCalendar.HourMs;

    private static string LowCoverage(double coverage, double threshold) =>
        string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(1_000 * coverage) / 10:0.#} % is known, and {100 * threshold:0.#} % is needed");
}

/// <summary>The units of figures.</summary>
public static class Units
{
    /// <summary>A share from 0 to 1.</summary>
    public const string Share = "share";
    public const string SeatHours = "seat-hours";
    public const string Desks = "desks";
    public const string Tenants = "tenants";
    public const string Minutes = "min";
    public const string KilowattHours = "kWh";
    public const string KilowattHoursPerSquareMetre = "kWh/m²";
    public const string KilowattHoursPerSeatHour = "kWh/seat-hour";
    public const string Watts = "W";
    public const string Entries = "entries";
    public const string EntriesPerDay = "entries/day";
}
