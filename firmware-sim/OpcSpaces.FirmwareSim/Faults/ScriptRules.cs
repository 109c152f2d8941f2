using System.Globalization;
using OpcSpaces.Edge.Config;
using OpcSpaces.FirmwareSim.Building;

namespace OpcSpaces.FirmwareSim.Faults;

/// <summary>What a script must keep to, given the building that it happens to; finds every fault at once.</summary>
internal static class ScriptRules
{
    private const double LongestOffset = 20 * 365.0 * 86_400;

    /// <param name="script">The entries, as they stand in the file.</param>
    /// <param name="gateways">The building's wiring.</param>
    public static IEnumerable<ConfigFault> Faults(IReadOnlyList<ScriptEntry> script, IReadOnlyList<GatewayWiring> gateways)
    {
        var points = gateways.SelectMany(gateway => gateway.Points).ToLookup(point => (point.ZoneId, point.PointId));
        var zones = gateways.SelectMany(gateway => gateway.Points).Select(point => point.ZoneId).ToHashSet();
        for (var i = 0; i < script.Count; i++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"faults[{i}]");
            foreach (var fault in Place(script[i], path, gateways, zones, points).Concat(Time(script[i], path)))
                yield return fault;
        }
    }

    private static IEnumerable<ConfigFault> Place(
        ScriptEntry entry, string path, IReadOnlyList<GatewayWiring> gateways, HashSet<string> zones, ILookup<(string, string), WiredPoint> points)
    {
        if (entry.Kind == ScriptKind.BrokerAway && entry.Gateway.Length == 0)
            yield break;
        if (ScriptKinds.IsOfGateway(entry.Kind))
        {
            if (!gateways.Any(gateway => gateway.Id == entry.Gateway))
                yield return new ConfigFault($"{path}.gateway", $"\"{entry.Gateway}\"", "name a gateway of this building");
            yield break;
        }
        if (!zones.Contains(entry.Zone))
        {
            yield return new ConfigFault($"{path}.zone", $"\"{entry.Zone}\"", "name a zone of this building that has sensors");
            yield break;
        }
        if (entry.Point.Length == 0)
        {
            if (ScriptKinds.NeedsPoint(entry.Kind))
                yield return new ConfigFault($"{path}.point", "missing", $"name the point: {ScriptKinds.NameOf(entry.Kind)} happens to one sensor");
            yield break;
        }
        var sensors = points[(entry.Zone, entry.Point)].ToList();
        if (sensors.Count == 0)
            yield return new ConfigFault($"{path}.point", $"\"{entry.Point}\"", $"name a point with a sensor in {entry.Zone}");
        else if (entry.Sensor.Length > 0 && !sensors.Exists(sensor => SensorNames.Of(sensor.Kind) == entry.Sensor))
            yield return new ConfigFault($"{path}.sensor", $"\"{entry.Sensor}\"", $"use {string.Join(" or ", sensors.Select(sensor => $"\"{SensorNames.Of(sensor.Kind)}\""))}");
        else if (ScriptKinds.Sensors(entry.Kind) is { } kinds && !sensors.Exists(sensor => kinds.Contains(sensor.Kind)))
            yield return new ConfigFault($"{path}.point", $"\"{entry.Point}\"", $"name a point with a sensor of the kind {string.Join(" or ", kinds.Select(SensorNames.Of))}");
    }

    private static IEnumerable<ConfigFault> Time(ScriptEntry entry, string path)
    {
        if (entry.To <= entry.From)
            yield return new ConfigFault($"{path}.to", entry.To.Value.ToString("s", CultureInfo.InvariantCulture), "name a moment after \"from\"");
        if (entry.Kind == ScriptKind.TenCards && entry is { From: null, Daily: null })
            yield return new ConfigFault($"{path}.from", "missing", "say when the cards are shown, once with \"from\" or each day with \"daily\"");
        if (entry.Kind == ScriptKind.ClockWrong && !(Math.Abs(entry.OffsetSeconds) is >= 1 and <= LongestOffset))
            yield return new ConfigFault($"{path}.offsetSeconds", entry.OffsetSeconds.ToString(CultureInfo.InvariantCulture), "use 1 second to 20 years, ahead or (negative) behind");
        if (entry.Kind == ScriptKind.TooRegular && entry.EverySeconds is not (>= 30 and <= 86_400))
            yield return new ConfigFault($"{path}.everySeconds", entry.EverySeconds.ToString(CultureInfo.InvariantCulture), "use 30 to 86400");
    }
}
