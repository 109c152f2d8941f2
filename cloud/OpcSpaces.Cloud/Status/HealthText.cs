using System.Globalization;
using System.Text;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Projections.Running;

namespace OpcSpaces.Cloud.Status;

/// <summary>
/// What <c>/healthz</c> answers. The first line is the condition of ingest. Each projection that does not run follows on a line of its
/// own: <c>degraded:</c> while it retries, which ends by itself when the store is back; <c>failed:</c> when it has stopped, which only a
/// restart ends. The HTTP status is 503 when a projection has stopped, else 200: what restarts a host on 503 must not do so because
/// a store is away.
/// </summary>
internal static class HealthText
{
    public static (int HttpStatus, string Text) Of(IngestCondition condition, IReadOnlyList<ProjectionStatus> projections)
    {
        var text = new StringBuilder().Append(condition).Append('\n');
        foreach (var projection in projections.Where(projection => projection.IsTrouble))
        {
            var word = projection.Condition == ProjectionCondition.Stopped ? "failed" : "degraded";
            text.Append(
                CultureInfo.InvariantCulture,
                $"{word}: projection {projection.Name} {Verb(projection.Condition)} since {projection.Since:yyyy-MM-ddTHH:mm:ssZ} after entry {projection.Position}: {OneLine(projection.Detail)}\n");
        }
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
