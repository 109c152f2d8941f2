using System.Diagnostics;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using OpcSpaces.Projections.Expiry;
using OpcSpaces.Projections.Running;
using OpcSpaces.Projections.Usage;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Usage;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Usage;

/// <summary>
/// The content of a month of 1,000 desks expires while batches are stored, a group of 16 every 20 ms. <c>expired_mb_per_s</c> is content by the
/// whole time, with counting and with giving pages back. <c>append_p99_ms</c> and <c>append_longest_ms</c> are what storing takes meanwhile,
/// <c>append_alone_p99_ms</c> and <c>append_alone_longest_ms</c> without, for ten seconds. <c>file_share</c> is the size of the file after by that before.
/// </summary>
internal sealed class ExpiryScenario(RunLength length) : IScenario
{
    private const int Days = 30;
    private const int GroupBatches = 16;
    private const int UsualSeconds = 10;
    private const ulong Epoch = 7;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(20);
    private readonly byte[] _payload = new byte[2_500];
    private ulong _sequence;

    public string Name => "expiry";

    public string Measures => "How fast content leaves the journal, and how long storing waits for it.";

    public async Task<IReadOnlyDictionary<string, double>> RunAsync(TextWriter log, CancellationToken stop)
    {
        using var directory = new TemporaryDirectory("expiry");
        var path = directory.File("journal.db");
        using var journal = new Journal(new JournalOptions { Path = path, TailBytes = 0 });
        MonthJournal.Fill(journal, Days, stop);
        using var store = new SqliteUsageStore(directory.File("usage.db"));
        var projection = new UsageProjection(store, TimeSpan.FromMinutes(5), TimeSpan.Zero, TimeProvider.System, NullLogger<UsageProjection>.Instance);
        await projection.ResumeAsync(journal, journal.LastId, stop);
        for (var position = 0L; journal.Read(position, 4_096) is { Count: > 0 } entries; position = entries[^1].Id) await projection.ApplyAsync(entries, stop);
        await projection.StopAsync();
        var newest = journal.Read(journal.LastId - 1, 1)[0].ReceivedAt;
        var runners = new ProjectionSet([new ProjectionRunner(projection, journal, new ProjectionsOptions(), TimeProvider.System, NullLogger<ProjectionRunner>.Instance)]);
        var expiry = new RawExpiry(journal, runners, projection, Options.Create(new RawExpiryOptions()), TimeProvider.System);

        var before = new FileInfo(path).Length;
        var alone = await StoreAsync(journal, Task.Delay(TimeSpan.FromSeconds(length.Seconds ?? UsualSeconds), stop), stop);
        var started = Stopwatch.GetTimestamp();
        var bytes = 0L;
        var run = Task.Run(() => expiry.RunAsync(newest, DateTimeOffset.MinValue, (step, _) => bytes += step.Sum(it => it.Bytes), stop), stop);
        var meanwhile = await StoreAsync(journal, run, stop);
        var (seconds, result) = (Stopwatch.GetElapsedTime(started).TotalSeconds, await run);
        log.WriteLine($"{result.Communities.Sum(it => it.Entries):N0} entries of {bytes / 1e6:N1} MB in {seconds:N1} s, up to entry {result.Through:N0}; {result.HeldBack}");
        journal.Dispose(); // writes the write-ahead log back
        return new Dictionary<string, double>
        {
            ["expired_mb"] = Math.Round(bytes / 1e6, 1),
            ["expired_mb_per_s"] = Math.Round(bytes / 1e6 / seconds, 2),
            ["append_p99_ms"] = At(meanwhile, 0.99),
            ["append_longest_ms"] = At(meanwhile, 1),
            ["append_alone_p99_ms"] = At(alone, 0.99),
            ["append_alone_longest_ms"] = At(alone, 1),
            ["file_share"] = Math.Round((double)new FileInfo(path).Length / before, 2),
        };
    }

    private async Task<List<double>> StoreAsync(Journal journal, Task until, CancellationToken stop)
    {
        var times = new List<double>();
        while (!until.IsCompleted)
        {
            var drafts = Enumerable.Range(0, GroupBatches).Select(_ => new JournalDraft(TimeProvider.System.GetUtcNow(), JournalKind.Data, "bench/new", "zone-001", Epoch, ++_sequence, _payload)).ToList();
            var started = Stopwatch.GetTimestamp();
            journal.Append(drafts);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            await Task.Delay(Every, stop);
        }

        return times;
    }

    private static double At(List<double> times, double quantile) => Math.Round(times.Order().ElementAt((int)((times.Count - 1) * quantile)), 1);
}
