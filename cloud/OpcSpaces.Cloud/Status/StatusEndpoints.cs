using System.Globalization;
using System.Text.Json;
using OpcSpaces.Alarms.Judging;
using OpcSpaces.Api;
using OpcSpaces.Api.Rights;
using OpcSpaces.Cloud.Live;
using OpcSpaces.Dashboards.Live;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Model.Access;
using OpcSpaces.Points;
using OpcSpaces.Projections.Live;
using OpcSpaces.Projections.Running;
using OpcSpaces.Registry;

namespace OpcSpaces.Cloud.Status;

/// <summary>
/// <c>GET /api/v1/status</c>: <see cref="CloudStatus"/> as JSON. <c>GET /api/v1/status/line</c>: the same as one line for a
/// terminal. <c>GET /healthz</c>: see <see cref="HealthText"/>.
/// </summary>
internal static class StatusEndpoints
{
    public static void MapStatus(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/healthz", (IngestHealth health, SuspicionBoard suspicions, ProjectionSet projections, RegistryHealth registry, AlarmHealth alarms, HttpContext http) =>
        {
            var (httpStatus, text) = HealthText.Of(health, projections.Status, suspicions.Current, registry.Away, alarms.Away, isForEverybody: !http.Caller().May(Right.ReadInstallation, AccessTarget.Everything));
            return Results.Text(text, statusCode: httpStatus);
        }).IsOpen(); // Monitors and load balancers have no account.
        var status = endpoints.ApiGroup().MapGroup("/status").WithTags("Installation").Needs(Right.ReadInstallation);
        status.MapGet("", (StatusReader source) => Results.Text(
            JsonSerializer.Serialize(source.Read(), StatusJson.Default.CloudStatus), "application/json")).WithName("GetStatus").WithSummary("Journal, projections, backlogs, dead letters, suspicions, broker").Produces<object>();
        status.MapGet("/line", (StatusReader source, LiveState live, HistoryMeter history, TimeProvider time) =>
            Results.Text(Line(source.Read(), live.Snapshot(), history.Read(), time.GetUtcNow()))).WithName("GetStatusLine").WithSummary("The same in one line, for a terminal").Produces<string>(StatusCodes.Status200OK, "text/plain");
    }

    private static string Line(CloudStatus status, LiveUpdate live, HistoryProgress? history, DateTimeOffset now)
    {
        var online = live.Gateways.Count(gateway => gateway.Presence == GatewayPresence.Online);
        var backlog = live.Gateways.Where(gateway => gateway.Presence == GatewayPresence.Online).Sum(gateway => (long)gateway.Backlog);
        var points = live.Points.Where(point => point.Name != SensorTroubles.MetricName).ToList();
        var known = points.Count(point => point.IsKnown);
        var newest = live.Gateways.Max(gateway => gateway.ReceivedAt);
        var lag = status.Projections.Count == 0 ? 0 : status.Projections.Max(projection => projection.Lag);
        var age = newest is { } at ? $"{Math.Max(0, (now - at).TotalSeconds).ToString("0", CultureInfo.InvariantCulture)} s ago" : "none yet";
        var trouble = (status.Detail is { } detail ? $" | {detail}" : "")
            + (status.Series.Outage is { } outage ? $" | series: {outage.Why} {outage.Fix}" : "")
            + (status.Registry is { } away ? $" | registry: {away.Why}" : "")
            + (status.Alarms is { } unjudged ? $" | alarms: {unjudged.Why}" : "")
            + string.Concat(status.Projections.Where(projection => projection.IsTrouble).Select(
                projection => $" | projection {projection.Name} {projection.Condition}: {projection.Detail}"));
        var past = history is null ? "" : $"{HistoryText.Of(history)} | ";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{past}gateways {online}/{live.Gateways.Count} | points known {known}/{points.Count} | journal {status.JournalLastId:N0} | backlog {backlog:N0} | behind {lag:N0} | newest reading {age}{trouble}");
    }
}
