using System.Globalization;
using OpcSpaces.Model.Alarms.Sights;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Model.Usage;
using OpcSpaces.Model.Usage.Calendars;

namespace OpcSpaces.Model.Alarms.Conditions;

/// <summary>Conditions of the last closed hours: coverage, and energy after hours.</summary>
internal static class HourConditions
{
    private const double ClearShare = 0.8;
    private const int FewestObservedPercent = 80;
    private const int MostOccupiedMs = 60_000;

    // An hour is closed two hours after its end at the latest, and where a backlog is drained, later.
    private const int LongestOpenHours = 8;

    /// <param name="sight">What is known.</param>
    /// <param name="rules">The thresholds.</param>
    /// <param name="gateways">Of each zone.</param>
    /// <param name="found">What is wrong with sensors: what they did not observe is explained by that.</param>
    public static IEnumerable<Finding> Of(AlarmSight sight, AlarmRules rules, IReadOnlyDictionary<ZoneKey, HashSet<GatewayKey>> gateways, IEnumerable<Finding> found)
    {
        // What nobody can tell is not broken: that no sensor is seen at all must not look like full coverage.
        var broken = found.Where(finding => finding.Standing == Standing.Holds && SensorConditions.Kinds.Contains(finding.Key.Kind)).Select(finding => new PointKey(finding.Key.Subject.Community, finding.Key.Subject.Zone, finding.Key.Subject.Id)).ToHashSet();
        List<Finding> findings = [];
        foreach (var (zone, hours) in sight.Hours)
        {
            if (hours.Count < Math.Max(rules.CoverageHours, rules.AfterHoursHours) || sight.Now.ToUnixTimeMilliseconds() - hours[^1].StartMs > LongestOpenHours * CommunityCalendar.HourMs)
            {
                // Hours that are long past say nothing about now, and until the next one is closed nobody knows.
                findings.AddRange(((AlarmKind[])[AlarmKind.CoverageFalling, AlarmKind.EnergyAfterHours]).Select(kind => Finding.Unknown(new AlarmKey(kind, AlarmSubject.Of(zone)), "its last hours are not closed yet")));
                continue;
            }

            AlarmKey[] causes = [.. gateways.GetValueOrDefault(zone, []).SelectMany(gateway => (AlarmKind[])[AlarmKind.GatewaySilent, AlarmKind.BacklogGrowing, AlarmKind.ClockOff], (gateway, kind) => new AlarmKey(kind, AlarmSubject.Of(gateway))), AlarmKey.NotRecording];
            if (Coverage(sight, rules, zone, hours, broken) is { } coverage) findings.Add(coverage with { Causes = causes, CauseLasts = TimeSpan.FromHours(rules.CoverageHours + 3) });
            if (Energy(sight, rules, zone, hours) is { } energy) findings.Add(energy with { Causes = causes });
        }

        return findings;
    }

    private static Finding? Coverage(AlarmSight sight, AlarmRules rules, ZoneKey zone, IReadOnlyList<UsageRecord> hours, HashSet<PointKey> broken)
    {
        var (observed, possible, fallen) = (0L, 0L, 0L);
        // What was not observed before, such as a room whose counter does not know yet how many are in it, has not fallen.
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (number, hour) in hours.Index())
        {
            foreach (var place in hour.Places.Where(place => zone.Point(place.Point) is var point && !broken.Contains(point) && !sight.IsOutOfService(point)))
            {
                var isNew = place.ObservedMs == 0 ? !known.Contains(place.Point) : known.Add(place.Point);
                if (number < hours.Count - rules.CoverageHours) continue;
                (observed, possible) = (observed + place.ObservedMs, possible + CommunityCalendar.HourMs);
                if (!isNew) fallen += CommunityCalendar.HourMs - place.ObservedMs;
            }
        }

        var key = new AlarmKey(AlarmKind.CoverageFalling, AlarmSubject.Of(zone));
        if (possible == 0) return Finding.Unknown(key, "none of its places is in service with a sensor that works");
        if (observed * 100 >= rules.CoverageClearPercent * possible) return null;
        return new Finding(
            key, fallen * 100 > (100 - rules.CoveragePercent) * possible ? Standing.Holds : Standing.Lingers,
            string.Create(CultureInfo.InvariantCulture, $"its places were observed for {100.0 * observed / possible:0} % of {rules.CoverageHours} hours (threshold {rules.CoveragePercent} %)"))
        {
            ClearAfter = TimeSpan.FromMinutes(rules.ClearMinutes),
        };
    }

    private static Finding? Energy(AlarmSight sight, AlarmRules rules, ZoneKey zone, IReadOnlyList<UsageRecord> hours)
    {
        if (sight.Communities.GetValueOrDefault(zone.Community)?.Calendar is not { } calendar) return null;
        var perPlace = rules.AfterHoursWatts.Of(sight.KindOf(zone));
        if (perPlace == 0) return null;
        var key = new AlarmKey(AlarmKind.EnergyAfterHours, AlarmSubject.Of(zone));
        // As many computers as may go on working, whether or not they all do.
        var gpuWatts = rules.AfterHoursGpuWatts * (sight.Find(zone)?.GpuDesks ?? 0);
        var (least, detail, last) = (double.MaxValue, "", hours.TakeLast(rules.AfterHoursHours).ToList());
        foreach (var hour in last)
        {
            if (calendar.Day(calendar.DateAt(hour.StartMs)).OpenMs(hour.StartMs, hour.StartMs + CommunityCalendar.HourMs) > 0 || hour.Places.Any(place => place.OccupiedMs > MostOccupiedMs)) return null;
            if (hour.Meters.Count == 0 || hour.Meters.Any(meter => meter.ObservedMs * 100L < FewestObservedPercent * CommunityCalendar.HourMs)
                || hour.Places.Any(place => place.ObservedMs * 100L < FewestObservedPercent * CommunityCalendar.HourMs)) return Finding.Unknown(key, "its last hours were not observed well enough");
            var watts = (double)hour.Meters.Sum(meter => meter.EnergyWh - meter.UnplacedWh);
            if (watts >= least) continue;
            (least, detail) = (watts, string.Create(CultureInfo.InvariantCulture, $"{watts:0} W after hours with nobody there (threshold {MostWatts(hour)} W for {rules.AfterHoursHours} hours)"));
        }

        if (last[^1].StartMs - last[0].StartMs != (last.Count - 1) * CommunityCalendar.HourMs) return Finding.Unknown(key, "an hour is missing between its last hours");
        var most = MostWatts(hours[^1]);
        // Before the floor is looked at: that the power has fallen is known whoever is there.
        if (least < most * ClearShare) return null;
        if (OthersOnFloor(sight, zone, last) is { } others) return others == Presence.Somebody ? null : Finding.Unknown(key, "whether somebody is on its floor is not known");
        return new Finding(key, least > most ? Standing.Holds : Standing.Lingers, detail) { ClearAfter = TimeSpan.FromMinutes(rules.ClearMinutes) };

        int MostWatts(UsageRecord hour) => (perPlace * Math.Max(1, hour.Places.Count)) + gpuWatts;
    }

    // What the whole floor needs, such as air conditioning and lifts, hangs on the meters of its public space: it is wanted while anybody is on the floor. Zones without any records have no sensors that could tell, and are not asked. Null where nobody is seen.
    private static Presence? OthersOnFloor(AlarmSight sight, ZoneKey zone, List<UsageRecord> hours)
    {
        if (sight.Find(zone) is not { Kind: ZoneKind.PublicService } own) return null;
        var isUnknown = false;
        foreach (var other in sight.Communities[zone.Community].Zones.Where(it => it.Value.Floor == own.Floor && it.Key != zone.Zone).Select(it => new ZoneKey(zone.Community, it.Key)))
        {
            if (!sight.Hours.TryGetValue(other, out var records)) continue;
            foreach (var hour in hours)
            {
                if (records.FirstOrDefault(record => record.StartMs == hour.StartMs) is not { } record) isUnknown = true;
                else if (record.Places.Any(place => place.OccupiedMs > MostOccupiedMs)) return Presence.Somebody;
                else if (record.Places.Any(place => place.ObservedMs * 100L < FewestObservedPercent * CommunityCalendar.HourMs)) isUnknown = true;
            }
        }

        return isUnknown ? Presence.Unknown : null;
    }

    private enum Presence
    {
        Somebody,
        Unknown,
    }
}
