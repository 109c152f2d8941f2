using OpcSpaces.Alarms.Judging;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Model.Alarms.Sights;
using OpcSpaces.Points;
using OpcSpaces.Projections.Live;
using OpcSpaces.Projections.Running;

namespace OpcSpaces.Cloud.Alarms;

/// <summary>Gathers what alarms are judged by: the live state, the projections, the registry and the last closed hours.</summary>
internal sealed class AlarmSightReader(LiveState live, ProjectionSet projections, IngestHealth ingest, SeenRegistry registry, SeenHours hours, TimeProvider time) : IAlarmSightReader
{
    // A few seconds of a busy city. What is further behind is of the past, and so is what was received longer ago than a projection may need at a start or for a burst.
    private const long MostLag = 20_000;
    private static readonly TimeSpan OldestReceipt = TimeSpan.FromMinutes(2);

    // A clock that differed by more from ours when its gateway said something about it was wrong, or what it said was late.
    private static readonly TimeSpan RightClock = TimeSpan.FromMinutes(2);

    public AlarmSight Read()
    {
        var (now, status) = (time.GetUtcNow(), projections.Status);
        var sight = new AlarmSight(now)
        {
            NotRecording = ingest.Condition is IngestCondition.BrokerUnavailable or IngestCondition.JournalUnavailable ? (ingest.Detail ?? $"{ingest.Condition}", ingest.Since) : null,
            ListeningSince = ingest.Condition == IngestCondition.Listening ? ingest.Since : null,
            Projections = [.. status.Select(projection => new SeenProjection(projection.Name, projection.IsTrouble, projection.Condition == ProjectionCondition.Stopped, projection.Since, projection.Detail))],
            LiveUnknown = WhyLiveUnknown(status),
        };
        return sight.LiveUnknown is null && sight.NotRecording is null ? WithSpace(sight) : sight;
    }

    private AlarmSight WithSpace(AlarmSight sight)
    {
        var snapshot = live.Snapshot();
        var seen = registry.Read(sight.Now, snapshot.Gateways.Select(gateway => gateway.Key.Community).Distinct(StringComparer.Ordinal));
        if (seen.WhyUnknown is { } why) return sight with { LiveUnknown = why };
        var heard = snapshot.Gateways.ToDictionary(gateway => gateway.Key);
        var zones = snapshot.Points.Where(point => point.Key.Zone.Length > 0).Select(point => point.Key.InZone).Distinct();
        var (records, hoursUnknown) = hours.Read(sight.Now, zones);
        return sight with
        {
            Gateways =
            [
                .. snapshot.Gateways.Where(gateway => !seen.Retired.Contains(gateway.Key)).Select(Seen),
                .. seen.Installed.Where(key => !heard.ContainsKey(key)).Select(key => new SeenGateway(key, false, null, 0)),
            ],
            Points = [.. snapshot.Points.Where(IsJudged).Select(point => Seen(point, point.Gateway is { } key ? heard.GetValueOrDefault(key) : null, sight.Now))],
            Communities = seen.Communities,
            Hours = records,
            HoursUnknown = hoursUnknown,
        };
    }

    private string? WhyLiveUnknown(IReadOnlyList<ProjectionStatus> status)
    {
        if (ingest.Condition is IngestCondition.Starting or IngestCondition.Stopped) return "the cloud does not listen yet";
        if (status.FirstOrDefault(projection => projection.Name == LiveProjectionHosting.ProjectionName) is not { } mine) return null;
        if (mine.IsTrouble) return $"the projection '{mine.Name}' does not run";
        if (mine.Lag > MostLag || (mine.Lag > 0 && !(time.GetUtcNow() - live.ReceivedThrough < OldestReceipt))) return $"the live state is {mine.Lag} entries behind the journal";
        return live.History is null ? null : "the readings that arrive are of the past";
    }

    private static bool IsJudged(LivePoint point) => point.Key.Zone.Length > 0 && (point.Name == SensorTroubles.MetricName || PointMetric.Find(point.Name) is not null);

    private static SeenGateway Seen(LiveGateway gateway) => new(
        gateway.Key, gateway.Presence switch { GatewayPresence.Online => true, GatewayPresence.Offline => false, _ => null }, gateway.Since, gateway.Backlog,
        gateway.Clock is { } clock ? new SeenClock(clock.SaidAt, clock.IsSynchronized, clock.Wall) : null, gateway.ClockSetBackAt);

    private static SeenPoint Seen(LivePoint point, LiveGateway? gateway, DateTimeOffset now)
    {
        var metric = point.Name == SensorTroubles.MetricName ? null : PointMetric.Find(point.Name);
        return new SeenPoint(point.Key, metric, point.Gateway, point.Value, SinceOf(point, metric, gateway, now), point.Quality, point.IsStale) { Door = point.Contact is { } contact ? Seen(contact) : null };
    }

    // How long a place is occupied or a door is held is measured on the gateway's own clock, which may differ from ours.
    private static DateTimeOffset? SinceOf(LivePoint point, PointMetric? metric, LiveGateway? gateway, DateTimeOffset now)
    {
        var isContact = ReferenceEquals(metric, PointMetric.State);
        if (point.Since is not { } said || !(isContact || metric?.Nature == MetricNature.Presence)) return point.Since;
        // A clock that was set since then, or is wrong, makes a door that was opened just now look as if it was held for hours.
        if (isContact && gateway?.Clock is { } clock)
        {
            if (clock.IsSynchronized == false || (clock.SaidAt - clock.Wall).Duration() > RightClock) return null;
            // The log knows it by the clock of now, also where that was set; while some of the log is missing, it may be at an earlier hold.
            if (gateway.Backlog == 0 && point.Contact?.HoldsAt is { } holds) said = holds;
            else if (clock.SaidAt >= point.ReceivedAt) return null;
        }

        return gateway is { NewestReading: { } newest, ReceivedAt: { } received } ? Earlier(now, said + (received - newest)) : said;
    }

    private static SeenDoor Seen(LiveContact contact) => new(contact.ForcedAt, contact.ForcedHeardAt, contact.HeldAt, contact.HeldFor, contact.HeldHeardAt);

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
