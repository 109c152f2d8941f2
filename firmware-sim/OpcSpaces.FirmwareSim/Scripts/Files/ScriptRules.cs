using System.Globalization;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Faults.Effects;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Settings;

namespace OpcSpaces.FirmwareSim.Scripts.Files;

/// <summary>The rules for a script in a given building. Finds every fault.</summary>
internal sealed class ScriptRules
{
    private const double LongestOffset = 20 * 365.0 * 86_400;
    private static readonly BuildingClock AnyClock = new(TimeSpan.Zero);
    private static readonly DateTimeOffset Earliest = new(BuildingClock.FirstYear, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ScriptPlaces _places;
    private readonly ILookup<string, WiredPoint> _zones;
    private readonly Dictionary<(string Gateway, bool Ahead), double> _offsets = [];

    private ScriptRules(ScriptPlaces places)
    {
        _places = places;
        _zones = (places.Gateways ?? []).SelectMany(gateway => gateway.Points).ToLookup(point => point.ZoneId);
    }

    /// <summary>Every fault of a script in a separate file; <paramref name="places"/> are the zones, points and gateways of the building.</summary>
    public static IReadOnlyList<SettingsFault> Faults(IReadOnlyList<ScriptEntry> script, ScriptPlaces places)
    {
        var rules = new SettingsRules();
        Check(rules, script, places);
        return rules.Faults;
    }

    /// <summary>Adds every fault of a script to <paramref name="rules"/>, which are those of the whole file.</summary>
    public static void Check(SettingsRules rules, IReadOnlyList<ScriptEntry> script, ScriptPlaces places)
    {
        var own = new ScriptRules(places);
        foreach (var (index, entry) in script.Index().Where(item => item.Item.HasKind))
            own.Check(rules.At($"faults[{index}]"), entry);
    }

    private void Check(SettingsRules rules, ScriptEntry entry)
    {
        if (ScriptKinds.IsOfGateway(entry.Kind))
            CheckGateway(rules, entry);
        else
            CheckPlace(rules, entry);
        CheckTime(rules, entry);
        CheckNumbers(rules, entry);
    }

    private void CheckGateway(SettingsRules rules, ScriptEntry entry)
    {
        if (entry.Kind == ScriptKind.BrokerAway && entry.Gateway.Length == 0)
            return;
        if (_places.Gateways?.Any(gateway => gateway.Id == entry.Gateway) == false)
            rules.Fault("gateway", $"\"{entry.Gateway}\"", "use a gateway of this building");
    }

    private void CheckPlace(SettingsRules rules, ScriptEntry entry)
    {
        if (entry.Point.Length == 0 && ScriptKinds.NeedsPoint(entry.Kind))
            rules.Fault("point", "missing", $"give the point: {ScriptKinds.NameOf(entry.Kind)} affects one sensor");
        else if (_places.Gateways is not null && !_places.Unsure.Contains(entry.Zone))
            CheckSensors(rules, entry);
    }

    private void CheckSensors(SettingsRules rules, ScriptEntry entry)
    {
        var sensors = _zones[entry.Zone].Where(sensor => entry.Point.Length == 0 || sensor.PointId == entry.Point).ToList();
        if (!_zones.Contains(entry.Zone))
            rules.Fault("zone", $"\"{entry.Zone}\"", "use a zone of this building that has sensors");
        else if (sensors.Count == 0)
            rules.Fault("point", $"\"{entry.Point}\"", $"use a point with a sensor in {entry.Zone}");
        else if (entry.Sensor.Length > 0 && !sensors.Exists(sensor => SensorNames.Of(sensor.Kind) == entry.Sensor))
            rules.Fault("sensor", $"\"{entry.Sensor}\"", $"use {string.Join(" or ", sensors.Select(sensor => sensor.Kind).Distinct().Select(kind => $"\"{SensorNames.Of(kind)}\""))}");
        else if (sensors.FindAll(sensor => ScriptedSensor.IsOf(entry, sensor)) is var touched && touched.Count == 0)
            rules.Fault(Narrowest(entry), Found(entry), $"use a point with a sensor of the kind {string.Join(" or ", ScriptedSensor.Kinds(entry.Kind)!.Select(SensorNames.Of))}{(entry.Sensor.Length > 0 ? " and this sensor, or leave the sensor out" : "")}");
        else if (entry.Kind == ScriptKind.ReplayedYesterday && !touched.Exists(sensor => sensor.Pins.Any()))
            rules.Fault(Narrowest(entry), Found(entry), "use a place with a sensor on pins: chips on buses are not affected");
    }

    private static void CheckTime(SettingsRules rules, ScriptEntry entry)
    {
        if (entry.To <= entry.From)
            rules.Fault("to", entry.To.Value.ToString("s", CultureInfo.InvariantCulture), "use a time after \"from\"");
        else if (entry.Daily is { } daily && !ScriptWindow.After(entry, AnyClock, Earliest).Any())
            rules.Fault("daily", string.Create(CultureInfo.InvariantCulture, $"\"{daily.From:HH:mm}-{daily.To:HH:mm}\""), "use hours that occur between \"from\" and \"to\"");
        if (entry.Kind == ScriptKind.TenCards && entry is { From: null, Daily: null })
            rules.Fault("from", "missing", "set when the cards are shown: once with \"from\", or each day with \"daily\"");
        if (entry.Kind == ScriptKind.Crowd && entry is { From: null, Daily: null })
            rules.Fault("from", "missing", "set when the people come: once with \"from\", or each day with \"daily\"");
    }

    private void CheckNumbers(SettingsRules rules, ScriptEntry entry)
    {
        var offset = entry.OffsetSeconds.ToString(CultureInfo.InvariantCulture);
        if (entry.Kind == ScriptKind.ClockWrong && !(Math.Abs(entry.OffsetSeconds) is >= 1 and <= LongestOffset))
            rules.Fault("offsetSeconds", offset, "use 1 second to 20 years in seconds; negative if the clock is behind");
        else if (entry.Kind == ScriptKind.ClockWrong && AddOffset(entry) > LongestOffset)
            rules.Fault("offsetSeconds", offset, $"use less: with the entries before, the clock of {entry.Gateway} would be wrong by more than 20 years");
        if (entry.Kind == ScriptKind.TooRegular && entry.EverySeconds is not (>= 30 and <= 86_400))
            rules.Fault("everySeconds", entry.EverySeconds.ToString(CultureInfo.InvariantCulture), "use 30 to 86400");
        if (entry.Kind == ScriptKind.LeftOn && entry.Watts is not (>= 1 and <= 100_000))
            rules.Fault("watts", entry.Watts.ToString(CultureInfo.InvariantCulture), "use 1 to 100000");
        if (entry.Kind == ScriptKind.Crowd)
            rules.Within("people", entry.People, 1, 1_000);
    }

    /// <summary>The sum of a gateway's offsets in one direction, as if all were active at the same time.</summary>
    private double AddOffset(ScriptEntry entry)
    {
        var key = (entry.Gateway, entry.OffsetSeconds > 0);
        return _offsets[key] = _offsets.GetValueOrDefault(key) + Math.Abs(entry.OffsetSeconds);
    }

    private static string Narrowest(ScriptEntry entry) => entry.Sensor.Length > 0 ? "sensor" : entry.Point.Length > 0 ? "point" : "zone";

    private static string Found(ScriptEntry entry) => $"\"{(entry.Sensor.Length > 0 ? entry.Sensor : entry.Point.Length > 0 ? entry.Point : entry.Zone)}\"";
}
