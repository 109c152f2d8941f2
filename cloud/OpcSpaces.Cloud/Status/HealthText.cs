using System.Globalization;
using System.Text;
using OpcSpaces.Alarms.Judging;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Projections.Running;
using OpcSpaces.Registry;

namespace OpcSpaces.Cloud.Status;

/// <summary>
/// What <c>/healthz</c> answers. The first line is the condition of ingest; where something is wrong with it, a line <c>degraded:</c>
/// says what. Each projection that does not run follows on a line of its own: <c>degraded:</c> while it retries, which ends by itself when the store is back; <c>failed:</c> when it has stopped, which only a
/// restart ends. The HTTP status is 503 when a projection has stopped, else 200: what restarts a host on 503 must not do so because
/// a store is away. A registry whose database is away is <c>degraded:</c> too, and so are alarms that are not judged. What is suspected, such as two gateways under one id, comes last (<c>suspicion:</c>).
/// Who may not see the installation gets the same lines without their details.
/// </summary>
internal static class HealthText
{
    public static (int HttpStatus, string Text) Of(IngestHealth health, IReadOnlyList<ProjectionStatus> projections, IReadOnlyList<Suspicion> suspicions, RegistryAway? registry = null, AlarmsAway? alarms = null, bool isForEverybody = false)
    {
        // Details name hosts and gateways.
        string More(string? detail) => isForEverybody ? "" : $": {OneLine(detail)}";
        var text = new StringBuilder().Append(health.Condition).Append('\n');
        if (health.Detail is { } detail)
            text.Append(CultureInfo.InvariantCulture, $"degraded: ingest since {health.Since:yyyy-MM-ddTHH:mm:ssZ}{More(detail)}\n");
        foreach (var projection in projections.Where(projection => projection.IsTrouble))
        {
            var word = projection.Condition == ProjectionCondition.Stopped ? "failed" : "degraded";
            text.Append(
                CultureInfo.InvariantCulture,
                $"{word}: projection {projection.Name} {Verb(projection.Condition)} since {projection.Since:yyyy-MM-ddTHH:mm:ssZ} after entry {projection.Position}{More(projection.Detail)}\n");
        }
        if (registry is not null)
            text.Append(CultureInfo.InvariantCulture, $"degraded: registry since {registry.Since:yyyy-MM-ddTHH:mm:ssZ}{More(registry.Why)}\n");
        if (alarms is not null)
            text.Append(CultureInfo.InvariantCulture, $"degraded: alarms since {alarms.Since:yyyy-MM-ddTHH:mm:ssZ}{More(alarms.Why)}\n");
        foreach (var suspicion in suspicions)
            text.Append(CultureInfo.InvariantCulture, $"suspicion: since {suspicion.Since:yyyy-MM-ddTHH:mm:ssZ}{More(suspicion.What)}\n");
        var isFailed = projections.Any(projection => projection.Condition == ProjectionCondition.Stopped);
        return (isFailed ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK, text.ToString());
    }

    private static string Verb(ProjectionCondition condition) => condition switch
    {
        ProjectionCondition.Stopped => "has stopped",
        ProjectionCondition.Failing => "fails and retries",
        _ => "waits and retries",
    };

    private static string OneLine(string? detail) => (detail ?? "").ReplaceLineEndings(" ");
}
