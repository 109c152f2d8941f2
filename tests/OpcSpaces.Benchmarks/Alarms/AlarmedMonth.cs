using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Alarms;
using OpcSpaces.Alarms.Judging;
using OpcSpaces.Alarms.Settings;
using OpcSpaces.Alarms.Storing;
using OpcSpaces.Benchmarks.Facts.Living;
using OpcSpaces.Cloud.Alarms;
using OpcSpaces.Databases;
using OpcSpaces.FirmwareSim.Live;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.FirmwareSim.Tenancy.Rows;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Projections;
using OpcSpaces.Projections.Live;
using OpcSpaces.Projections.Usage;
using OpcSpaces.Registry;
using OpcSpaces.Registry.Committing;
using OpcSpaces.Registry.Databases;
using OpcSpaces.Storage.Usage;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Alarms;

/// <summary>
/// Days of a community with faults, lived through by real agents in virtual time over a real broker, ingest and projections, while the real engine judges every five minutes
/// of the simulation. Now and then the engine is dropped, as by a kill, and a new one goes on from the database.
/// </summary>
/// <param name="Alarms">All alarms, in the order in which they were raised.</param>
/// <param name="Judgements">How many there were.</param>
/// <param name="JudgementMs">How long one took, in the mean.</param>
internal sealed record AlarmedMonth(IReadOnlyList<Alarm> Alarms, int Judgements, double JudgementMs)
{
    private const int KilledEvery = 100;
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    public static async Task<AlarmedMonth> LiveAsync(AlarmScript alarmed, TextWriter log, CancellationToken stop)
    {
        var script = alarmed.Month;
        using var directory = new TemporaryDirectory("alarms");
        var (time, boards) = (new VirtualTime(script.From), SimulatedBoard.ForAll(script.Plan));
        await using var cloud = await FactsCloud.StartAsync(directory, new CloudTime(time), stop, services => AddProjections(services, directory));
        await using var fleet = new FaultyFleet(script.Plan, boards, script.Faults, directory.File("sim"), cloud.Port, time, alarmed.Install);
        Register(cloud.Services.GetRequiredService<RegistryStore>(), alarmed);
        await fleet.StartAsync(stop);
        using var building = new SimulatedBuilding(script.Plan, script.Plan.Seed, time, script.Clock, boards);
        var judges = new Judges(cloud.Services);
        var troubles = new CloudTroubles(cloud, fleet);
        var (steps, next, day, started) = (new Queue<(DateTimeOffset At, Func<CancellationToken, Task> Do)>(fleet.Steps.Concat(alarmed.CloudFaults.SelectMany(troubles.StepsOf)).OrderBy(step => step.At)), script.From + Step, script.From, TimeProvider.System.GetTimestamp());
        while (time.GetUtcNow() < script.To)
        {
            var target = steps.TryPeek(out var step) && step.At <= next ? step.At : next;
            time.AdvanceTo(target);
            await fleet.LevelAsync(stop);
            while (steps.TryPeek(out step) && step.At <= target) await steps.Dequeue().Do(stop);
            if (target != next) continue;
            next += Step;
            await troubles.CatchUpAsync(stop);
            judges.Judge();
            if (target < day.AddDays(7)) continue;
            day = day.AddDays(7);
            log.WriteLine(FormattableString.Invariant($"{day + script.Plan.UtcOffset:yyyy-MM-dd} after {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0} s"));
        }

        await fleet.StopAsync();
        var store = cloud.Services.GetRequiredService<AlarmStore>();
        IEnumerable<string> communities = ["", script.Plan.Community.Id];
        return new AlarmedMonth([.. communities.SelectMany(community => store.List(community, new AlarmFilter(), null, int.MaxValue)).OrderBy(item => item.Position).Select(item => item.Alarm)], judges.Count, judges.Milliseconds / judges.Count);
    }

    /// <summary>What alarms need of the cloud, beside broker and ingest.</summary>
    public static void AddProjections(IServiceCollection services, TemporaryDirectory directory)
    {
        services.AddSingleton(_ => new FaultyUsageStore(new SqliteUsageStore(directory.File("usage.db"))));
        services.AddSingleton(provider => new WatchedUsageStore(provider.GetRequiredService<FaultyUsageStore>()));
        services.AddSingleton<IUsageStore>(provider => provider.GetRequiredService<WatchedUsageStore>());
        services.AddProjections(projections => (projections.DataDirectory, projections.FirstPauseMs, projections.LongestPauseMs) = (directory.FullPath, 10, 50)).AddLiveProjection().AddUsageProjection(usage => usage.PaceMs = 0);
        services.AddRegistry(new RegistryOptions { Path = directory.File("registry.db") });
        services.AddAlarmStore(new DatabasePlace { Path = directory.File("alarms.db") });
        services.AddAlarmSights(new AlarmOptions());
    }

    private static void Register(RegistryStore store, AlarmScript script)
    {
        var outcome = store.Commit(new RegistryEdit("eva", "the simulated community") { Put = [.. CommunityRows.OfSpaces(script.Month.Plan, script.Month.First).All, .. script.Closed] });
        if (outcome is not Committed) throw new InvalidOperationException($"The community cannot be registered: {outcome}");
    }

    /// <summary>One engine after the other on one database.</summary>
    private sealed class Judges(IServiceProvider services)
    {
        private AlarmEngine? _engine;

        public int Count { get; private set; }

        public double Milliseconds { get; private set; }

        public void Judge()
        {
            if (Count++ % KilledEvery == 0) Replace();
            var started = TimeProvider.System.GetTimestamp();
            _engine!.Judge();
            Milliseconds += TimeProvider.System.GetElapsedTime(started).TotalMilliseconds;
        }

        private void Replace()
        {
            _engine?.Dispose();
            _engine = new AlarmEngine(
                services.GetRequiredService<AlarmStore>(), services.GetRequiredService<IAlarmSightReader>(), services.GetRequiredService<AlarmHealth>(), new AlarmOptions(), services.GetRequiredService<TimeProvider>(),
                NullLogger<AlarmEngine>.Instance);
        }
    }
}
