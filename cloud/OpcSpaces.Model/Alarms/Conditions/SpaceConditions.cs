using System.Globalization;
using OpcSpaces.Model.Alarms.Sights;
using OpcSpaces.Model.Places;
using OpcSpaces.Points;

namespace OpcSpaces.Model.Alarms.Conditions;

/// <summary>Conditions of the space now: air, doors, people.</summary>
internal static class SpaceConditions
{
    // A tenth below the threshold, so that a value that swings around it raises and clears nothing.
    private const double ClearShare = 0.9;

    // What takes longer from the gateway to the cloud waited there.
    private static readonly TimeSpan AtOnce = TimeSpan.FromMinutes(2);

    public static IEnumerable<Finding> Of(AlarmSight sight, AlarmRules rules)
    {
        var people = new Dictionary<ZoneKey, (long Known, bool IsUnknown)>();
        var wrongClocks = new Lazy<HashSet<GatewayKey>>(() => sight.Gateways.Where(gateway => gateway.Clock?.IsSynchronized == false).Select(gateway => gateway.Key).ToHashSet());
        foreach (var point in sight.Points)
        {
            if (ReferenceEquals(point.Metric, PointMetric.Co2))
            {
                if (Co2(sight, rules, point) is { } air) yield return air;
            }
            else if (ReferenceEquals(point.Metric, PointMetric.State))
            {
                if (Held(sight, rules, point, IsPast) is { } held) yield return held;
                if (Forced(rules, point, IsPast) is { } forced) yield return forced;
            }
            else if (ReferenceEquals(point.Metric, PointMetric.Count))
            {
                var (known, isUnknown) = people.GetValueOrDefault(point.Key.InZone);
                people[point.Key.InZone] = point.IsKnown ? (known + point.Value.AsInteger, isUnknown) : (known, true);
            }
        }

        foreach (var (zone, (known, isUnknown)) in people)
        {
            if (Crowd(sight, rules, zone, known, isUnknown) is { } crowd) yield return crowd;
        }

        // Nobody can act on it any more. By a clock that was never set, or is not synchronised, nobody knows how long ago something was.
        bool IsPast(in SeenPoint point, DateTimeOffset ended) =>
            sight.Now - ended > TimeSpan.FromHours(rules.LateHours) && ended.ToUnixTimeMilliseconds() >= PlausibleTime.EarliestMs && !(point.Gateway is { } gateway && wrongClocks.Value.Contains(gateway));
    }

    private static Finding? Co2(AlarmSight sight, AlarmRules rules, SeenPoint point)
    {
        var key = new AlarmKey(AlarmKind.Co2High, AlarmSubject.Of(point.Key));
        if (!point.IsKnown || point.Number is not { } ppm) return Finding.Unknown(key, "the value is not known now");
        var most = rules.Co2Ppm.Of(sight.KindOf(point.Key.InZone));
        // What cannot be is a matter of the sensor.
        if (most == 0 || ppm < most * ClearShare || ppm > AlarmRules.Possible(PointMetric.Co2.Name)!.Value.Most) return null;
        return new Finding(key, ppm > most ? Standing.Holds : Standing.Lingers, string.Create(CultureInfo.InvariantCulture, $"{ppm:0} ppm CO₂ (threshold {most} for {rules.Co2Minutes} min)"))
        {
            Severity = AlarmSeverity.Major,
            RaiseAfter = TimeSpan.FromMinutes(rules.Co2Minutes),
            ClearAfter = TimeSpan.FromMinutes(rules.ClearMinutes),
        };
    }

    private delegate bool PastRule(in SeenPoint point, DateTimeOffset ended);

    private static Finding? Held(AlarmSight sight, AlarmRules rules, SeenPoint point, PastRule isPast)
    {
        var key = new AlarmKey(AlarmKind.DoorHeld, AlarmSubject.Of(point.Key));
        if (rules.DoorHeldMinutes.Of(sight.KindOf(point.Key.InZone)) is not (> 0 and var minutes)) return null;
        var most = TimeSpan.FromMinutes(minutes);
        if (point.IsKnown && point.Value.AsText == DoorStates.Held) return Found(Standing.Holds, "the door is held open") with { RaiseAfter = most, Since = point.Since };
        // Over by now: nobody may have judged while it lasted, because its gateway could not tell.
        if (point.Door is { HeldAt: { } from, HeldHeardAt: { } heard } door && door.HeldFor >= most && !isPast(point, from + door.HeldFor))
            return Found(point.IsKnown ? Standing.Lingers : Standing.Unknown, string.Create(CultureInfo.InvariantCulture, $"the door was held open for {door.HeldFor.TotalMinutes:0} min from {from:yyyy-MM-dd HH:mm}Z on{Late(from + door.HeldFor, heard)}")) with { Moment = heard };
        return point.IsKnown ? null : Finding.Unknown(key, "the contact is not known now");

        Finding Found(Standing standing, string detail) => new(key, standing, detail) { Severity = AlarmSeverity.Major, ClearAfter = TimeSpan.FromMinutes(rules.ClearMinutes) };
    }

    private static Finding? Forced(AlarmRules rules, SeenPoint point, PastRule isPast)
    {
        var key = new AlarmKey(AlarmKind.DoorForced, AlarmSubject.Of(point.Key));
        var isForced = point.IsKnown && point.Value.AsText == DoorStates.Forced;
        if (point.Door is not { ForcedAt: { } at, ForcedHeardAt: { } heard } || (!isForced && isPast(point, at))) return point.IsKnown ? null : Finding.Unknown(key, "the contact is not known now");
        return new Finding(key, isForced ? Standing.Holds : point.IsKnown ? Standing.Lingers : Standing.Unknown, string.Create(CultureInfo.InvariantCulture, $"the door was opened although nobody was let in, at {at:yyyy-MM-dd HH:mm:ss}Z{Late(at, heard)}"))
        {
            Severity = AlarmSeverity.Critical,
            ClearAfter = TimeSpan.FromMinutes(rules.DoorForcedMinutes),
            // By the cloud's clock: that of a gateway may be ahead, and what waited in its outbox is no less of an event.
            Moment = heard,
        };
    }

    private static string Late(DateTimeOffset happened, DateTimeOffset heard) =>
        heard - happened < AtOnce ? "" : string.Create(CultureInfo.InvariantCulture, $"; its gateway told it at {heard:yyyy-MM-dd HH:mm:ss}Z");

    private static Finding? Crowd(AlarmSight sight, AlarmRules rules, ZoneKey zone, long people, bool isUnknown)
    {
        if (sight.Find(zone) is not { Capacity: { } capacity and > 0 } known || rules.OverCapacityMinutes.Of(known.Kind) is not (> 0 and var minutes)) return null;
        var key = new AlarmKey(AlarmKind.OverCapacity, AlarmSubject.Of(zone));
        // Those who are known to be there are too many, whoever else is.
        if (people > capacity + Math.Max(1, capacity * rules.OverCapacityPercent / 100))
        {
            return new Finding(key, Standing.Holds, string.Create(CultureInfo.InvariantCulture, $"{people} people in a zone for {capacity} (threshold {rules.OverCapacityPercent} % beyond, and one person at least)"))
            {
                Severity = AlarmSeverity.Major,
                RaiseAfter = TimeSpan.FromMinutes(minutes),
                ClearAfter = TimeSpan.FromMinutes(rules.ClearMinutes),
            };
        }

        return isUnknown ? Finding.Unknown(key, "not all of its counters are known now") : null;
    }
}
