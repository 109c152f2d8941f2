using OpcSpaces.Model.Alarms.Sights;

namespace OpcSpaces.Model.Alarms.Conditions;

/// <summary>Conditions of the cloud itself.</summary>
internal static class InstallationConditions
{
    // A broker that restarts is back before.
    private static readonly TimeSpan NotRecordingAfter = TimeSpan.FromMinutes(2);

    public static IEnumerable<Finding> Of(AlarmSight sight, AlarmRules rules)
    {
        if (sight.NotRecording is { } away)
        {
            yield return new Finding(AlarmKey.NotRecording, Standing.Holds, $"no readings are taken, and the gateways keep them: {away.Why}")
            {
                Severity = AlarmSeverity.Critical,
                RaiseAfter = NotRecordingAfter,
                ClearAfter = TimeSpan.FromMinutes(rules.ClearMinutes),
                Since = away.Since,
            };
        }

        foreach (var projection in sight.Projections.Where(projection => projection.IsTrouble))
        {
            yield return new Finding(
                new AlarmKey(AlarmKind.ProjectionFailing, AlarmSubject.Projection(projection.Name)), Standing.Holds,
                $"it {(projection.HasStopped ? "has stopped until the cloud restarts" : "waits and retries")}: {projection.Why}")
            {
                Severity = projection.HasStopped ? AlarmSeverity.Critical : AlarmSeverity.Major,
                RaiseAfter = projection.HasStopped ? TimeSpan.Zero : TimeSpan.FromMinutes(rules.ProjectionMinutes),
                ClearAfter = TimeSpan.FromMinutes(rules.ClearMinutes),
                Since = projection.Since,
            };
        }
    }
}
