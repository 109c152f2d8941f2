using OpcSpaces.Model.Presence;

namespace OpcSpaces.Model.Usage.Metrics;

/// <summary>The parameters of metrics. No official value was found for any of them, so all are defaults of this product, which a scheme may replace.</summary>
public sealed record MetricRules
{
    public static MetricRules Default { get; } = new();

    /// <summary>The coverage, 0 to 1, below which a figure is insufficient data.</summary>
    public double LeastCoverage { get; init; } = 0.95;

    /// <summary>For how long one place of a zone is occupied in an hour that counts as used. Longer than somebody who passes by.</summary>
    public TimeSpan UsedHour { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>For how long a desk is occupied on a day that counts as used.</summary>
    public TimeSpan UsedDay { get; init; } = DeskDay.DefaultThreshold;

    /// <summary>On how many dates at least a desk was observed and unused when it is called never used: four weeks, so that each weekday came four times.</summary>
    public int NeverUsedDates { get; init; } = 28;

    /// <summary>For how many workdays in a row a leased desk is unused when it is a ghost desk.</summary>
    public int GhostWorkdays { get; init; } = 20;

    /// <summary>Which share of the workdays since the desk's last use must be decided, 0 to 1, before it is called a ghost desk.</summary>
    public double GhostDecidedShare { get; init; } = 0.8;

    /// <summary>The quantile of the night hours' power that is the standby base load, 0 to 1.</summary>
    public double BaseLoadQuantile { get; init; } = 0.1;

    /// <summary>The first hour of the night, 0 to 23.</summary>
    public int NightFrom { get; init; }

    /// <summary>The hour at which the night ends, 1 to 24.</summary>
    public int NightTo { get; init; } = 6;

    /// <exception cref="ArgumentException">A parameter is out of its range.</exception>
    public MetricRules Check()
    {
        if (LeastCoverage is not (>= 0 and <= 1)) throw Wrong("LeastCoverage", LeastCoverage, "0 to 1");
        if (GhostDecidedShare is not (> 0 and <= 1)) throw Wrong("GhostDecidedShare", GhostDecidedShare, "more than 0, to 1");
        if (BaseLoadQuantile is not (>= 0 and <= 1)) throw Wrong("BaseLoadQuantile", BaseLoadQuantile, "0 to 1");
        if (NeverUsedDates < 1) throw Wrong("NeverUsedDates", NeverUsedDates, "1 or more");
        if (GhostWorkdays < 1) throw Wrong("GhostWorkdays", GhostWorkdays, "1 or more");
        if (UsedHour <= TimeSpan.Zero || UsedHour > TimeSpan.FromHours(1)) throw Wrong("UsedHour", UsedHour.TotalMinutes, "more than 0, to 60 minutes");
        if (UsedDay <= TimeSpan.Zero || UsedDay > TimeSpan.FromHours(24)) throw Wrong("UsedDay", UsedDay.TotalMinutes, "more than 0, to 1440 minutes");
        if (NightFrom is < 0 or > 23 || NightTo <= NightFrom || NightTo > 24) throw Wrong("NightTo", NightTo, "after NightFrom, to 24");
        return this;
    }

    private static ArgumentException Wrong(string name, double value, string range) =>
        new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} is {value}: give {range}."));
}
