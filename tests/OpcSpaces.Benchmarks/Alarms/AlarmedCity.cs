using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Alarms.Judging;
using OpcSpaces.Alarms.Settings;
using OpcSpaces.Alarms.Storing;
using OpcSpaces.Benchmarks.Facts.Living;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Points;
using OpcSpaces.Projections.Live;
using OpcSpaces.Projections.Running;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Alarms;

/// <summary>How long a judgement of the whole city takes: 50 communities with 1,500 gateways, 50,000 desks, 6,000 meters, 7,500 doors and 10,500 sensors of the air, of which two gateways are offline.</summary>
internal static class AlarmedCity
{
    private const int Gateways = 1_500;
    private const int Judgements = 20;

    /// <returns>In ms, the median.</returns>
    public static async Task<double> MedianJudgementMsAsync(CancellationToken stop)
    {
        using var directory = new TemporaryDirectory("alarmed-city");
        await using var cloud = await FactsCloud.StartAsync(directory, TimeProvider.System, stop, services => AlarmedMonth.AddProjections(services, directory));
        var health = cloud.Services.GetRequiredService<IngestHealth>();
        await Eventually.ThatAsync(() => health.Condition == IngestCondition.Listening, Eventually.Patience, "the cloud listens");
        // Until then nothing is judged.
        var projections = cloud.Services.GetRequiredService<ProjectionSet>();
        await Eventually.ThatAsync(() => projections.Status.All(projection => projection.Lag == 0), Eventually.Patience, "the projections have what the start has journaled");
        Fill(cloud.Services.GetRequiredService<LiveState>());
        using var engine = new AlarmEngine(
            cloud.Services.GetRequiredService<AlarmStore>(), cloud.Services.GetRequiredService<IAlarmSightReader>(), cloud.Services.GetRequiredService<AlarmHealth>(), new AlarmOptions(), TimeProvider.System,
            NullLogger<AlarmEngine>.Instance);
        List<double> took = [];
        for (var i = 0; i < Judgements; i++)
        {
            var started = TimeProvider.System.GetTimestamp();
            engine.Judge();
            took.Add(TimeProvider.System.GetElapsedTime(started).TotalMilliseconds);
        }

        return took.Order().ElementAt(Judgements / 2);
    }

    private static void Fill(LiveState live)
    {
        var nowMs = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        (string Kind, int Count, PointMetric Metric, PointValue Value)[] points =
        [
            ("desk", 34, PointMetric.Occupied, PointValue.Of(true)), ("meter", 4, PointMetric.Energy, PointValue.Of(5UL)), ("meter", 4, PointMetric.Power, PointValue.Of(120f)),
            ("door", 5, PointMetric.Entry, PointValue.Null), ("door", 5, PointMetric.State, PointValue.Of(DoorStates.Closed)), ("env", 7, PointMetric.Co2, PointValue.Of(700f)),
            ("env", 7, PointMetric.Temperature, PointValue.Of(24f)), ("env", 7, PointMetric.Humidity, PointValue.Of(55f)),
        ];
        lock (live.Gate)
        {
            for (var number = 0; number < Gateways; number++)
            {
                var (community, isOff) = ($"c{number / 30}", number % 750 == 0);
                var gateway = live.GatewayOf($"{community}/gw-{number}");
                (gateway.Presence, gateway.SinceMs, gateway.Epoch) = (isOff ? GatewayPresence.Offline : GatewayPresence.Online, nowMs - 3_600_000, 7);
                foreach (var (kind, count, metric, value) in points)
                {
                    for (var point = 1; point <= count; point++)
                    {
                        var state = live.PointOf(community, $"zone-{number}", metric.At($"{kind}/{point}"));
                        (state.Gateway, state.Value, state.Quality, state.SinceMs) = (gateway, value, QualityCode.Good, nowMs - 60_000);
                        if (isOff) state.StaleSinceMs = nowMs - 3_600_000;
                    }
                }
            }

            live.Publish(live.Position);
        }
    }
}
