using OpcSpaces.Benchmarks.Facts;
using OpcSpaces.Benchmarks.Facts.Living;
using Xunit.Abstractions;

namespace OpcSpaces.Benchmarks.Tests.Facts;

/// <summary>Three days of a small community with every kind of fault: what the benchmark <c>facts</c> measures over a month, with bounds.</summary>
public sealed class ThreeDaysTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Records_of_days_with_faults_agree_with_the_readings_and_with_the_truth()
    {
        var script = MonthScript.ThreeDays();
        var month = await LivedMonth.LiveAsync(script, TextWriter.Null, CancellationToken.None);
        var facts = new FactsComparison(month);
        var figures = new FactsFigures(facts, script.Broken, UndisturbedSensing.BiasPercent(script, script.Broken), FactsDates.Differences(month, out var dates, out _));
        foreach (var line in figures.Lines()) output.WriteLine(line);
        foreach (var (name, value) in figures.ToDictionary()) output.WriteLine($"{name} {value}");

        Assert.Empty(facts.Differences);
        Assert.Empty(figures.Dates);
        Assert.True(dates >= script.Days * 30, $"{dates}");
        Assert.Equal(script.Days * 24 * script.Plan.Community.Zones.Count(), month.Records.Count);
        Assert.Equal(0, figures.InventedSeconds);
        Assert.All(facts.Coverages, coverage => Assert.InRange(coverage.ErrorPercent, coverage.IsSound ? -0.5 - GivenUpPercent(script, coverage.Gateway) : -100, 0.5));
        Assert.Contains(facts.Coverages, coverage => coverage.TruePercent < 97);
        Assert.InRange(figures.DecidedBiasPercent, figures.SensingBiasPercent - 2, figures.SensingBiasPercent + 2);
        Assert.InRange(figures.ExpectedBiasPercent, -5, 5);
        Assert.True(figures.DeskDays.Within >= 0.8 * figures.DeskDays.Of, $"{figures.DeskDays}");
        Assert.True(figures.ZoneDays.Within >= 0.8 * figures.ZoneDays.Of, $"{figures.ZoneDays}");
    }

    // A clock that starts behind the newest reading of a point costs that reading's hour as well.
    private static double GivenUpPercent(MonthScript script, string gateway) =>
        100.0 * script.Faults.Count(fault => fault.Gateway == gateway && fault.Ahead < TimeSpan.Zero) / (24 * script.Days);
}
