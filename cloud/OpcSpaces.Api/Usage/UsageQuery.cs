using Microsoft.AspNetCore.Mvc;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Model.Usage.Metrics;

namespace OpcSpaces.Api.Usage;

/// <summary>Which dates and parameters figures are asked for with.</summary>
/// <param name="From">The first date, in the community's time zone; usual are 56 dates.</param>
/// <param name="To">The last date; usual is yesterday.</param>
/// <param name="LeastCoverage">The coverage, 0 to 1, below which a figure is insufficient data; usual is 0.95.</param>
/// <param name="GhostWorkdays">For how many workdays in a row a leased desk is unused when it is a ghost desk; usual are 20.</param>
/// <param name="NeverUsedDates">On how many dates a desk was observed when it is called never used; usual are 28.</param>
internal readonly record struct UsageQuery(
    [FromQuery(Name = "from")] DateOnly? From, [FromQuery(Name = "to")] DateOnly? To, [FromQuery(Name = "leastCoverage")] double? LeastCoverage,
    [FromQuery(Name = "ghostWorkdays")] int? GhostWorkdays, [FromQuery(Name = "neverUsedDates")] int? NeverUsedDates)
{
    private const int MostRow = 1_000;

    /// <summary>The dates; adds a fault for each thing that is wrong.</summary>
    /// <param name="today">The present date of the community.</param>
    /// <param name="faults">Takes the faults.</param>
    public (DateOnly From, DateOnly To) Dates(DateOnly today, ICollection<Fault> faults)
    {
        var earliest = today.AddDays(1 - CalendarSpan.MostDays);
        if (From < earliest) faults.Add(new Fault("from", $"{From:yyyy-MM-dd}", $"give a date from {earliest:yyyy-MM-dd} on"));
        if (To < earliest) faults.Add(new Fault("to", $"{To:yyyy-MM-dd}", $"give a date from {earliest:yyyy-MM-dd} on"));
        if (From > today) faults.Add(new Fault("from", $"{From:yyyy-MM-dd}", $"give a date until today, {today:yyyy-MM-dd} in the community's time zone"));
        if (faults.Count > 0) return (today, today);
        var (from, to) = UsualDates.Of(From, To, today);
        from = Later(from, earliest);
        var days = to.DayNumber - from.DayNumber + 1;
        if (to > today) faults.Add(new Fault("to", $"{to:yyyy-MM-dd}", $"give a date until today, {today:yyyy-MM-dd} in the community's time zone"));
        if (days < 1) faults.Add(new Fault("from", $"{from:yyyy-MM-dd}", $"give a date that is not after to, {to:yyyy-MM-dd}"));
        return (from, to);
    }

    /// <summary>The parameters; adds a fault for each that is out of its range.</summary>
    public MetricRules Rules(ICollection<Fault> faults)
    {
        Within("leastCoverage", LeastCoverage, 0, 1, faults);
        Within("ghostWorkdays", GhostWorkdays, 1, MostRow, faults);
        Within("neverUsedDates", NeverUsedDates, 1, MostRow, faults);
        var usual = MetricRules.Default;
        return usual with { LeastCoverage = LeastCoverage ?? usual.LeastCoverage, GhostWorkdays = GhostWorkdays ?? usual.GhostWorkdays, NeverUsedDates = NeverUsedDates ?? usual.NeverUsedDates };
    }

    private static void Within(string name, double? value, double least, double most, ICollection<Fault> faults)
    {
        if (value is { } number && !(number >= least && number <= most)) faults.Add(new Fault(name, FormattableString.Invariant($"{number}"), FormattableString.Invariant($"give a number from {least} to {most}")));
    }

    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
