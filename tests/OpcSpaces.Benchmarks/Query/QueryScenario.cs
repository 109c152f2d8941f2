using System.Diagnostics;
using System.Globalization;
using OpcSpaces.Benchmarks.Load;
using OpcSpaces.Benchmarks.Metrics;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Query;

/// <summary>
/// Questions to the HTTP API of the real cloud about one year of 1,000 desks, one after another from one client: the hour × weekday heat map, the ranking of all desks,
/// and a year of one meter that reports once a minute, in at most 1,000 parts, of ten meters in turns. The 95th percentile of the rounds. What is only read the first time stands apart: the
/// records of the year (heat map), and the hours of a meter, which the store sums up then (median of the ten meters).
/// </summary>
internal sealed class QueryScenario(RunLength length) : IScenario
{
    private const int UsualRounds = 100;
    private const int WarmUp = 10;
    private const int Seed = 10;
    private const int HoursOfZone = 8; // Asia/Shanghai

    public string Name => "query";

    public string Measures => "Milliseconds of a heat map, a ranking and a year of a meter over HTTP.";

    public async Task<IReadOnlyDictionary<string, double>> RunAsync(TextWriter log, CancellationToken stop)
    {
        using var directory = new TemporaryDirectory("query");
        var to = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().AddHours(HoursOfZone).UtcDateTime).AddDays(-1);
        var from = to.AddDays(-364);
        log.WriteLine($"writing a year of {SyntheticYear.Zones * SyntheticYear.DesksOfZone:#,##0} desks and {QueryData.Meters} meters, {from:yyyy-MM-dd} to {to:yyyy-MM-dd}");
        await new QueryData(directory.File("cloud"), new SyntheticYear(Seed, isDense: false, from, to)).WriteAsync(stop);
        await using var cloud = await CloudServer.StartAsync(directory.File("cloud"), broker: null);
        var (community, dates) = ($"api/v1/communities/{SyntheticYear.Id}", string.Create(CultureInfo.InvariantCulture, $"from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}"));
        var figures = new Dictionary<string, double>();
        await MeasureAsync("heatmap", _ => $"{community}/usage/heatmap?{dates}");
        await MeasureAsync("ranking", _ => $"{community}/usage/ranking?{dates}");
        await MeasureAsync("series", round => $"{community}/series/{QueryData.ZoneOf(round % QueryData.Meters)}/meter/1/energy?{dates}", QueryData.Meters);
        figures["cloud_mb"] = Math.Round(cloud.Process.ResidentBytes / 1e6);
        figures["load_average"] = LoadAverage.OfLastMinute();
        return figures;

        async Task MeasureAsync(string name, Func<int, string> path, int firsts = 1)
        {
            var (first, times, bytes) = (new List<double>(), new List<double>(), 0L);
            for (var round = 0; round < firsts; round++) first.Add((await AskAsync(cloud.Client, path(round), stop)).Ms);
            var rounds = length.Rounds ?? UsualRounds;
            for (var round = -WarmUp; round < rounds; round++)
            {
                var answer = await AskAsync(cloud.Client, path(round + WarmUp), stop);
                if (round < 0) continue;
                times.Add(answer.Ms);
                bytes = answer.Bytes;
            }

            first.Sort();
            times.Sort();
            figures[$"{name}_p95_ms"] = Math.Round(times[Math.Min(times.Count - 1, (int)(times.Count * 0.95))], 2);
            figures[$"{name}_p50_ms"] = Math.Round(times[times.Count / 2], 2);
            figures[$"{name}_first_ms"] = Math.Round(first[first.Count / 2]);
            figures[$"{name}_kb"] = Math.Round(bytes / 1e3, 1);
            log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: p95 {figures[$"{name}_p95_ms"]:0.0} ms, median {figures[$"{name}_p50_ms"]:0.0} ms, first {figures[$"{name}_first_ms"]:#,##0} ms, {figures[$"{name}_kb"]:0.0} kB; load {LoadAverage.OfLastMinute()}"));
        }
    }

    private static async Task<(double Ms, long Bytes)> AskAsync(HttpClient client, string path, CancellationToken stop)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await client.GetByteArrayAsync(path, stop);
        return (Stopwatch.GetElapsedTime(started).TotalMilliseconds, answer.Length);
    }
}
