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

    private readonly List<SettingsFault> _faults = [];
    private readonly ScriptPlaces _places;
    private readonly ILookup<string, WiredPoint> _zones;
    private readonly Dictionary<(string Gateway, bool Ahead), double> _offsets = [];

    private ScriptRules(ScriptPlaces places)
    {
        _places = places;
        _zones = (places.Gateways ?? []).SelectMany(gateway => gateway.Points).ToLookup(point => point.ZoneId);
    }

    /// <param name="script">The entries, in the order of the file.</param>
    /// <param name="places">The building's zones, points and gateways.</param>
    public static IReadOnlyList<SettingsFault> Faults(IReadOnlyList<ScriptEntry> script, ScriptPlaces places)
    {
        var rules = new ScriptRules(places);
        for (var i = 0; i < script.Count; i++)
        {
            if (script[i].HasKind)
                rules.Check(script[i], string.Create(CultureInfo.InvariantCulture, $"faults[{i}]"));
        }
        return rules._faults;
    }

    private void Check(ScriptEntry entry, string path)
    {
        if (ScriptKinds.IsOfGateway(entry.Kind))
            CheckGateway(entry, path);
        else
            CheckPlace(entry, path);
        CheckTime(entry, path);
        CheckNumbers(entry, path);
    }

    private void CheckGateway(ScriptEntry entry, string path)
    {
        if (entry.Kind == ScriptKind.BrokerAway && entry.Gateway.Length == 0)
            return;
        if (_places.Gateways?.Any(gateway => gateway.Id == entry.Gateway) == false)
            Fault($"{path}.gateway", $"\"{entry.Gateway}\"", "name a gateway of this building");
    }

    private void CheckPlace(ScriptEntry entry, string path)
    {
        if (entry.Point.Length == 0 && ScriptKinds.NeedsPoint(entry.Kind))
            Fault($"{path}.point", "missing", $"name the point: {ScriptKinds.NameOf(entry.Kind)} affects one sensor");
        else if (_places.Gateways is not null && !_places.Unsure.Contains(entry.Zone))
            CheckSensors(entry, path);
    }

    private void CheckSensors(ScriptEntry entry, string path)
    {
        var sensors = _zones[entry.Zone].Where(sensor => entry.Point.Length == 0 || sensor.PointId == entry.Point).ToList();
        if (!_zones.Contains(entry.Zone))
            Fault($"{path}.zone", $"\"{entry.Zone}\"", "name a zone of this building that has sensors");
        else if (sensors.Count == 0)
            Fault($"{path}.point", $"\"{entry.Point}\"", $"name a point with a sensor in {entry.Zone}");
        else if (entry.Sensor.Length > 0 && !sensors.Exists(sensor => SensorNames.Of(sensor.Kind) == entry.Sensor))
            Fault($"{path}.sensor", $"\"{entry.Sensor}\"", $"use {string.Join(" or ", sensors.Select(sensor => sensor.Kind).Distinct().Select(kind => $"\"{SensorNames.Of(kind)}\""))}");
        else if (sensors.FindAll(sensor => ScriptedSensor.IsOf(entry, sensor)) is var touched && touched.Count == 0)
            Fault(Narrowest(entry, path), Found(entry), $"name a point with a sensor of the kind {string.Join(" or ", ScriptedSensor.Kinds(entry.Kind)!.Select(SensorNames.Of))}{(entry.Sensor.Length > 0 ? " and this sensor, or leave the sensor out" : "")}");
        else if (entry.Kind == ScriptKind.ReplayedYesterday && !touched.Exists(sensor => sensor.Pins.Any()))
            Fault(Narrowest(entry, path), Found(entry), "name a place with a sensor on pins: chips on buses are not affected");
    }

    private void CheckTime(ScriptEntry entry, string path)
    {
        if (entry.To <= entry.From)
            Fault($"{path}.to", entry.To.Value.ToString("s", CultureInfo.InvariantCulture), "use a time after \"from\"");
        else if (entry.Daily is { } daily && !ScriptWindow.After(entry, AnyClock, Earliest).Any())
            Fault($"{path}.daily", string.Create(CultureInfo.InvariantCulture, $"\"{daily.From:HH:mm}-{daily.To:HH:mm}\""), "use hours that occur between \"from\" and \"to\"");
        if (entry.Kind == ScriptKind.TenCards && entry is { From: null, Daily: null })
            Fault($"{path}.from", "missing", "set when the cards are shown: once with \"from\", or each day with \"daily\"");
    }

    private void CheckNumbers(ScriptEntry entry, string path)
    {
        var offset = entry.OffsetSeconds.ToString(CultureInfo.InvariantCulture);
        if (entry.Kind == ScriptKind.ClockWrong && !(Math.Abs(entry.OffsetSeconds) is >= 1 and <= LongestOffset))
            Fault($"{path}.offsetSeconds", offset, "use 1 second to 20 years in seconds; negative if the clock is behind");
        else if (entry.Kind == ScriptKind.ClockWrong && AddOffset(entry) > LongestOffset)
            Fault($"{path}.offsetSeconds", offset, $"use less: with the entries before, the clock of {entry.Gateway} would be wrong by more than 20 years");
        if (entry.Kind == ScriptKind.TooRegular && entry.EverySeconds is not (>= 30 and <= 86_400))
            Fault($"{path}.everySeconds", entry.EverySeconds.ToString(CultureInfo.InvariantCulture), "use 30 to 86400");
    }

    /// <summary>The sum of a gateway's offsets in one direction, as if all were active at the same time.</summary>
    private double AddOffset(ScriptEntry entry)
    {
        var key = (entry.Gateway, entry.OffsetSeconds > 0);
        return _offsets[key] = _offsets.GetValueOrDefault(key) + Math.Abs(entry.OffsetSeconds);
    }

    private static string Narrowest(ScriptEntry entry, string path) => $"{path}.{(entry.Sensor.Length > 0 ? "sensor" : entry.Point.Length > 0 ? "point" : "zone")}";

    private static string Found(ScriptEntry entry) => $"\"{(entry.Sensor.Length > 0 ? entry.Sensor : entry.Point.Length > 0 ? entry.Point : entry.Zone)}\"";

    private void Fault(string path, string value, string fix) => _faults.Add(new SettingsFault(path, value, fix));
}
