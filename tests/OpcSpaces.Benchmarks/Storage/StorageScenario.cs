using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Benchmarks.Ingest;
using OpcSpaces.Points;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Series;
using OpcSpaces.Storage.Series.Embedded;
using OpcSpaces.Storage.Series.Influx.Lines;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Storage;

/// <summary>
/// The three hot paths of storage, one after the other in this process: groups of 2.5 kB journal entries, the embedded series store
/// compared with a bare prepared insert of the same rows, and writing line protocol. Each figure is the median of its rounds.
/// </summary>
internal sealed class StorageScenario(RunLength length) : IScenario
{
    private const int Rows = 1_000_000;
    private const int RowsPerWrite = 10_000;
    private const int EntryBytes = 2_500;
    private const long StartMs = 1_772_438_400_000;
    private static readonly int[] GroupSizes = [1, 8, 64, 512];

    public string Name => "storage";

    public string Measures => "Journal groups, the embedded series store compared with a bare insert, and line protocol.";

    public async Task<IReadOnlyDictionary<string, double>> RunAsync(TextWriter log, CancellationToken stop)
    {
        var prepared = PreparedRows.Make(Rows, gateways: 30, StartMs);
        var batches = Batches(prepared);
        var rounds = Enumerable.Range(0, length.Rounds ?? 3).ToArray();
        Dictionary<string, double> figures = [];
        foreach (var size in GroupSizes)
        {
            var groups = rounds.Select(_ => AppendGroups(size, stop)).ToArray();
            figures[$"journal_{size}_entries_per_s"] = Median(groups.Select(group => group.EntriesPerSecond));
            figures[$"journal_{size}_p50_ms"] = Median(groups.Select(group => group.GroupMs));
            figures[$"journal_{size}_cpu_us_per_entry"] = Median(groups.Select(group => group.CpuMicroseconds));
            log.WriteLine($"groups of {size}: {figures[$"journal_{size}_entries_per_s"]:N0} entries/s");
        }

        List<BareCost> bare = [], embedded = [];
        foreach (var _ in rounds)
        {
            bare.Add(BareSqlite.Run(prepared.Rows));
            embedded.Add(await WriteEmbeddedAsync(batches, stop));
        }
        figures["bare_rows_per_s"] = Median(bare.Select(cost => cost.ReadingsPerSecond));
        figures["embedded_rows_per_s"] = Median(embedded.Select(cost => cost.ReadingsPerSecond));
        figures["embedded_ratio"] = Math.Round(figures["embedded_rows_per_s"] / figures["bare_rows_per_s"], 3);
        figures["bare_cpu_s_per_million"] = Median(bare.Select(cost => cost.CpuSecondsPerMillion));
        figures["embedded_cpu_s_per_million"] = Median(embedded.Select(cost => cost.CpuSecondsPerMillion));
        figures["line_cpu_ns_per_reading"] = Median(rounds.Select(_ => WriteLines(batches)));
        return figures;
    }

    private static (double EntriesPerSecond, double GroupMs, double CpuMicroseconds) AppendGroups(int size, CancellationToken stop)
    {
        using var directory = new TemporaryDirectory("bench");
        using var journal = new Journal(new JournalOptions { Path = directory.File("journal.db") });
        var payload = new byte[EntryBytes];
        Random.Shared.NextBytes(payload);
        var times = new List<double>();
        var (cpu, started, sequence) = (CpuTime(), Stopwatch.GetTimestamp(), 0UL);
        while (Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(2) && !stop.IsCancellationRequested)
        {
            var group = new JournalDraft[size];
            for (var i = 0; i < size; i++)
                group[i] = new JournalDraft(DateTimeOffset.UnixEpoch, JournalKind.Data, "opc/gateway-01", "zone-01", 7, ++sequence, payload);
            var before = Stopwatch.GetTimestamp();
            journal.Append(group);
            times.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
        }
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return (sequence / seconds, Median(times), (CpuTime() - cpu).TotalMicroseconds / sequence);
    }

    private static async Task<BareCost> WriteEmbeddedAsync(IReadOnlyList<SeriesBatch> batches, CancellationToken stop)
    {
        using var directory = new TemporaryDirectory("bench");
        using var deadLetters = new DeadLetterTable(
            new DeadLetterOptions { Path = directory.File("dead-letters.db") }, NullLogger<DeadLetterTable>.Instance);
        await using var store = new EmbeddedSeriesStore(
            new EmbeddedSeriesOptions { Path = directory.File("series.db") }, deadLetters, TimeProvider.System);
        var (cpu, started, position) = (CpuTime(), Stopwatch.GetTimestamp(), 0L);
        foreach (var batch in batches)
            await store.WriteAsync(batch, ++position, stop);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new BareCost(Rows / seconds, (CpuTime() - cpu).TotalSeconds / Rows * 1e6);
    }

    private static double WriteLines(IReadOnlyList<SeriesBatch> batches)
    {
        var series = new SeriesSlots<LineSeries>(key => new LineSeries(key));
        using var lines = new LineBuffer();
        var cpu = CpuTime();
        foreach (var batch in batches)
        {
            lines.Clear();
            foreach (ref readonly var point in batch.Points)
                lines.Append(series[point.Series], point);
        }
        return (CpuTime() - cpu).TotalNanoseconds / Rows;
    }

    private static List<SeriesBatch> Batches(PreparedRows prepared)
    {
        var catalog = new SeriesCatalog();
        var keys = prepared.Heads.Select(head => Key(catalog, head)).ToArray();
        var batches = new List<SeriesBatch>();
        foreach (var rows in prepared.Rows.Chunk(RowsPerWrite))
        {
            var batch = new SeriesBatch();
            foreach (var row in rows)
                batch.Add(keys[row.Series], row.TimeNs, row.IsInteger ? PointValue.Of((long)row.Value) : PointValue.Of((float)row.Value));
            batches.Add(batch);
        }
        return batches;
    }

    /// <summary>From "measurement,community=c,point=p,zone=z field=".</summary>
    private static SeriesKey Key(SeriesCatalog catalog, string head)
    {
        var parts = head.TrimEnd('=').Split(',', ' ');
        string Value(int part) => parts[part].Split('=')[1];
        return catalog.Of(parts[0], Value(1), Value(3), Value(2), parts[4]);
    }

    private static TimeSpan CpuTime() => Environment.CpuUsage.TotalTime;

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return Math.Round(sorted[sorted.Length / 2], 2);
    }
}
