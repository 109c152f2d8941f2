using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Benchmarks.Truth.Simulated;
using OpcSpaces.EndToEnd.Tests.Faults.Verification;
using OpcSpaces.FirmwareSim.Live;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.FirmwareSim.Truth;
using OpcSpaces.Model.Usage;
using OpcSpaces.Projections.Running;
using OpcSpaces.Projections.Usage;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Storage.Usage;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Facts.Living;

/// <summary>
/// Days of a community, lived through by real agents with real outboxes in virtual time, over a real broker and the real ingest into a
/// journal, and what came of it: the usage records, and beside them what really happened.
/// </summary>
/// <param name="Script">What was simulated.</param>
/// <param name="Watched">The whole days.</param>
/// <param name="Readings">The journal's readings, for calculations that are not the product's.</param>
/// <param name="Records">The newest revision of each zone and hour.</param>
/// <param name="Present">When somebody was at a place.</param>
internal sealed record LivedMonth(MonthScript Script, Span Watched, JournaledReadings Readings, IReadOnlyList<UsageRecord> Records, ILookup<Place, Span> Present)
{
    // Every hour is sealed within it, and closed.
    private static readonly TimeSpan Aftermath = TimeSpan.FromHours(4);
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(30);

    // Gateways look at their seals up to five minutes after each half hour.
    private static readonly TimeSpan AfterSeals = TimeSpan.FromMinutes(6);

    public static async Task<LivedMonth> LiveAsync(MonthScript script, TextWriter log, CancellationToken stop)
    {
        using var directory = new TemporaryDirectory("facts");
        await SimulateAsync(script, directory, log, stop);
        var watched = new Span(script.From.ToUnixTimeMilliseconds(), script.To.ToUnixTimeMilliseconds());
        using var copy = new JournalCopy(directory.File("journal.db"));
        var readings = JournaledReadings.Read(copy, withUnknowns: true, script.WrongClocks);
        using var store = new SqliteUsageStore(directory.File("usage.db"));
        await ProjectAsync(directory, store, stop);
        var records = store.Read(script.Plan.Community.Id, null, watched.FromMs, watched.ToMs);
        var present = TruthLog.Of(script.Plan, script.Plan.Seed, script.Clock, script.From, script.To)
            .Where(record => record.What == TruthKind.Present)
            .ToLookup(record => new Place(record.Zone, record.Point), record => new Span(record.From.ToUnixTimeMilliseconds(), record.To!.Value.ToUnixTimeMilliseconds()));
        return new LivedMonth(script, watched, readings, records, present);
    }

    private static async Task SimulateAsync(MonthScript script, TemporaryDirectory directory, TextWriter log, CancellationToken stop)
    {
        var (time, boards) = (new VirtualTime(script.From), SimulatedBoard.ForAll(script.Plan));
        await using var cloud = await FactsCloud.StartAsync(directory, new CloudTime(time), stop);
        await using var fleet = new FaultyFleet(script.Plan, boards, script.Faults, directory.File("sim"), cloud.Port, time);
        cloud.Change(TimeZones.Version(1, script.Plan.Community.Id, script.From));
        await fleet.StartAsync(stop);
        // Agents must listen before anything moves.
        using var building = new SimulatedBuilding(script.Plan, script.Plan.Seed, time, script.Clock, boards);
        IEnumerable<(DateTimeOffset At, Func<CancellationToken, Task> Do)> all = [.. fleet.Steps, (script.ZoneCorrected, CorrectZone)];
        var (end, next, steps) = (script.To + Aftermath, script.From + AfterSeals, new Queue<(DateTimeOffset At, Func<CancellationToken, Task> Do)>(all.OrderBy(step => step.At)));
        var (started, day) = (TimeProvider.System.GetTimestamp(), script.From);
        while (time.GetUtcNow() < end)
        {
            var target = steps.TryPeek(out var step) && step.At <= next ? step.At : next;
            time.AdvanceTo(target);
            await fleet.LevelAsync(stop);
            if (target == next) next += Step;
            while (steps.TryPeek(out step) && step.At <= target) await steps.Dequeue().Do(stop);
            if (target < day.AddDays(7)) continue;
            day = day.AddDays(7);
            log.WriteLine($"{day + script.Plan.UtcOffset:yyyy-MM-dd} after {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0} s");
        }

        await fleet.StopAsync();

        Task CorrectZone(CancellationToken stop)
        {
            cloud.Change(TimeZones.Version(2, script.Plan.Community.Id, script.ZoneCorrected));
            return Task.CompletedTask;
        }
    }

    private static async Task ProjectAsync(TemporaryDirectory directory, SqliteUsageStore store, CancellationToken stop)
    {
        using var journal = new Journal(new JournalOptions { Path = directory.File("journal.db"), TailBytes = 0 });
        var projection = new UsageProjection(store, TimeSpan.FromMinutes(5), TimeSpan.Zero, TimeProvider.System, NullLogger<UsageProjection>.Instance);
        var (options, position) = (new ProjectionsOptions(), await projection.ResumeAsync(journal, journal.LastId, stop));
        while (journal.Read(position, options.GroupEntries, options.GroupBytes) is { Count: > 0 } entries)
        {
            await projection.ApplyAsync(entries, stop);
            position = entries[^1].Id;
        }

        await projection.StopAsync();
    }
}
