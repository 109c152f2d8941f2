using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Projections.Running;
using OpcSpaces.Projections.Usage;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Usage;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Usage;

/// <summary>
/// Usage records from a journal of a month of 1,000 desks, in turns with reading the journal alone. <c>readings_per_s</c> and
/// <c>month_rebuild_s</c> include reading the journal and writing the records; <c>cpu_s_per_million</c> is the CPU time beyond that of
/// reading. <c>year_mb</c> is the size of the records' file, by 365 days for those that were measured. Medians of the rounds.
/// </summary>
internal sealed class UsageScenario(RunLength length) : IScenario
{
    private const int Days = 30;

    public string Name => "usage";

    public string Measures => "Usage records from a month of 1,000 desks, compared with reading the journal alone, and their size.";

    public async Task<IReadOnlyDictionary<string, double>> RunAsync(TextWriter log, CancellationToken stop)
    {
        using var directory = new TemporaryDirectory("usage");
        using var journal = new Journal(new JournalOptions { Path = directory.File("journal.db"), TailBytes = 0 });
        var month = MonthJournal.Fill(journal, Days, stop);
        log.WriteLine($"{month.Readings:N0} readings in {journal.LastId:N0} entries");
        List<(double Seconds, double Cpu)> reads = [], rebuilds = [];
        long bytes = 0, records = 0;
        for (var round = 0; round < (length.Rounds ?? 3); round++)
        {
            reads.Add(await MeasureAsync(journal, (_, _) => ValueTask.CompletedTask, stop));
            var path = directory.File($"usage-{round}.db");
            using (var store = new SqliteUsageStore(path))
            {
                var projection = new UsageProjection(store, TimeSpan.FromMinutes(5), TimeSpan.Zero, TimeProvider.System, NullLogger<UsageProjection>.Instance);
                await projection.ResumeAsync(journal, journal.LastId, stop);
                rebuilds.Add(await MeasureAsync(journal, (entries, cancel) => projection.ApplyAsync(entries, cancel), stop));
                await projection.StopAsync();
                records = store.Count();
            }

            bytes = new FileInfo(path).Length;
            log.WriteLine($"round {round + 1}: reading {reads[^1].Seconds:N1} s, usage {rebuilds[^1].Seconds:N1} s, {records:N0} records, {bytes / 1e6:N1} MB");
        }

        var (read, rebuild) = (Median(reads.Select(it => it.Seconds)), Median(rebuilds.Select(it => it.Seconds)));
        return new Dictionary<string, double>
        {
            ["readings_per_s"] = Math.Round(month.Readings / rebuild),
            ["ratio_to_journal_read"] = Math.Round(rebuild / read, 2),
            ["month_rebuild_s"] = Math.Round(rebuild, 2),
            ["cpu_s_per_million"] = Math.Round((Median(rebuilds.Select(it => it.Cpu)) - Median(reads.Select(it => it.Cpu))) / month.Readings * 1e6, 3),
            ["year_mb"] = Math.Round(bytes / 1e6 * 365 / Days, 1),
            ["records"] = records,
            ["readings"] = month.Readings,
        };
    }

    private static async Task<(double Seconds, double Cpu)> MeasureAsync(Journal journal, Func<IReadOnlyList<JournalEntry>, CancellationToken, ValueTask> apply, CancellationToken stop)
    {
        var options = new ProjectionsOptions();
        var (cpu, started, position) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp(), 0L);
        while (journal.Read(position, options.GroupEntries, options.GroupBytes) is { Count: > 0 } entries)
        {
            await apply(entries, stop);
            position = entries[^1].Id;
        }

        return (Stopwatch.GetElapsedTime(started).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted[sorted.Length / 2];
    }
}
