using OpcSpaces.Model.Alarms.Sights;
using OpcSpaces.Model.Places;

namespace OpcSpaces.Model.Alarms.Conditions;

/// <summary>All conditions of all subjects at one moment.</summary>
public static class AlarmConditions
{
    /// <summary>The findings of a sight. What is not among them does not hold, or is not there any more.</summary>
    /// <param name="sight">What is known.</param>
    /// <param name="rules">The thresholds.</param>
    public static AlarmFindings Of(AlarmSight sight, AlarmRules rules)
    {
        var (findings, ignored) = (new Dictionary<AlarmKey, Finding>(), 0);
        foreach (var finding in InstallationConditions.Of(sight, rules)) Add(finding);
        var unknown = UnknownKinds(sight);
        if (unknown.ContainsKey(AlarmKind.GatewaySilent)) return new AlarmFindings(findings, unknown);
        foreach (var finding in GatewayConditions.Of(sight, rules)) Add(finding);
        var gateways = GatewaysOfZones(sight);
        foreach (var finding in SensorConditions.Of(sight, rules, () => ignored++)) Add(finding);
        foreach (var finding in SpaceConditions.Of(sight, rules)) Add(finding);
        if (unknown.Count > 0) return new AlarmFindings(findings, unknown) { Ignored = ignored };
        foreach (var finding in HourConditions.Of(sight, rules, gateways, findings.Values)) Add(finding);
        return new AlarmFindings(findings, unknown) { Ignored = ignored };

        // Several metrics or sensors may say the same of one point: what holds says more than what nobody knows.
        void Add(in Finding finding)
        {
            if (!finding.Key.Subject.IsSound) ignored++;
            else if (!findings.TryGetValue(finding.Key, out var known) || known.Standing > finding.Standing) findings[finding.Key] = finding;
        }
    }

    private static Dictionary<AlarmKind, string> UnknownKinds(AlarmSight sight)
    {
        var why = sight.NotRecording is { } away ? $"readings cannot be taken: {away.Why}" : sight.LiveUnknown;
        if (why is null) return sight.HoursUnknown is { } hours ? new() { [AlarmKind.CoverageFalling] = hours, [AlarmKind.EnergyAfterHours] = hours } : [];
        return Enum.GetValues<AlarmKind>().Where(kind => kind is not (AlarmKind.NotRecording or AlarmKind.ProjectionFailing)).ToDictionary(kind => kind, _ => why);
    }

    private static Dictionary<ZoneKey, HashSet<GatewayKey>> GatewaysOfZones(AlarmSight sight)
    {
        var gateways = new Dictionary<ZoneKey, HashSet<GatewayKey>>();
        foreach (var point in sight.Points)
        {
            if (point.Gateway is not { } gateway) continue;
            if (!gateways.TryGetValue(point.Key.InZone, out var those)) gateways[point.Key.InZone] = those = [];
            those.Add(gateway);
        }

        return gateways;
    }
}

/// <summary>What was found at one moment.</summary>
/// <param name="Of">By key.</param>
/// <param name="UnknownKinds">The kinds of which nothing is known at all, and why.</param>
public sealed record AlarmFindings(IReadOnlyDictionary<AlarmKey, Finding> Of, IReadOnlyDictionary<AlarmKind, string> UnknownKinds)
{
    /// <summary>How many there were beside them that nothing can become of: about points that are not there, or whose names are no ids.</summary>
    public int Ignored { get; init; }
}
