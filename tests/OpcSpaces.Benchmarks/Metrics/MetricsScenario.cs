using System.Diagnostics;
using OpcSpaces.Model.Usage.History;
using OpcSpaces.Model.Usage.Metrics;

namespace OpcSpaces.Benchmarks.Metrics;

/// <summary>
/// How long metrics take over a year of 1,000 desks that is in memory, on one thread: the hour × weekday heat map with its 168 figures, and the
/// ranking of all desks. Medians of the rounds, and the best one, which a busy machine disturbs least; the first rounds, which compile the code, are left out. The same with the worst case, in which
/// something happens in every hour of every desk. Memory is what the history keeps alive.
/// </summary>
internal sealed class MetricsScenario(RunLength length) : IScenario
{
    private const int UsualRounds = 31;
    private const int WarmUp = 10;
    private const int Seed = 10;

    public string Name => "metrics";

    public string Measures => "Time of a heat map and a ranking over a year of 1,000 desks, and the memory of the year.";

    public Task<IReadOnlyDictionary<string, double>> RunAsync(TextWriter log, CancellationToken stop)
    {
        Dictionary<string, double> figures = [];
        foreach (var isDense in (bool[])[false, true]) Measure(figures, log, isDense, stop);
        return Task.FromResult<IReadOnlyDictionary<string, double>>(figures);
    }

    private void Measure(Dictionary<string, double> figures, TextWriter log, bool isDense, CancellationToken stop)
    {
        var suffix = isDense ? "_worst" : "";
        log.WriteLine(isDense ? "a year in which something happens in every hour" : "a year of an office");
        var year = new SyntheticYear(Seed, isDense);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var started = Stopwatch.GetTimestamp();
        var history = year.Build();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var memory = GC.GetTotalMemory(forceFullCollection: true) - before;
        int[] all = [.. Enumerable.Range(0, history.Places.Places.Count)];
        (figures[$"heatmap{suffix}_ms"], figures[$"heatmap{suffix}_best_ms"]) = Time(() => Map(history, all), stop);
        (figures[$"ranking{suffix}_ms"], figures[$"ranking{suffix}_best_ms"]) = Time(() => DeskRanking.Of(history, all, MetricRules.Default).Count, stop);
        figures[$"history{suffix}_mb"] = Math.Round(memory / 1e6, 1);
        if (!isDense) figures["build_s"] = Math.Round(seconds, 2);
    }

    private static double Map(UsageHistory history, int[] places)
    {
        var (map, sum) = (HeatMap.Of(history, places, MetricRules.Default), 0.0);
        foreach (var weekday in Enum.GetValues<DayOfWeek>())
        {
            for (var hour = 0; hour < 24; hour++) sum += map[weekday, hour].Coverage;
        }

        return sum;
    }

    private (double Median, double Best) Time(Func<double> measured, CancellationToken stop)
    {
        var times = new List<double>();
        var rounds = length.Rounds ?? UsualRounds;
        for (var round = -WarmUp; round < rounds; round++)
        {
            stop.ThrowIfCancellationRequested();
            var started = Stopwatch.GetTimestamp();
            if (measured() <= 0) throw new InvalidOperationException("The year is empty.");
            if (round >= 0) times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        return (Math.Round(times[times.Count / 2], 2), Math.Round(times[0], 2));
    }
}
