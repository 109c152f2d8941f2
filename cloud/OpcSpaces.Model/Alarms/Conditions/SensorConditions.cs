using System.Globalization;
using OpcSpaces.Model.Alarms.Sights;
using OpcSpaces.Model.Places;
using OpcSpaces.Points;

namespace OpcSpaces.Model.Alarms.Conditions;

/// <summary>Conditions of sensors: what their gateways find, and what the cloud sees by the purpose of the zone.</summary>
internal static class SensorConditions
{
    // A place that was free for an instant is not shown as free before the next judgement.
    private const double ClearShare = 0.5;
    private const int LongestSensor = 40;

    /// <summary>All kinds of what can be wrong with the sensors of a point.</summary>
    public static IReadOnlyList<AlarmKind> Kinds { get; } = [AlarmKind.SensorSilent, AlarmKind.SensorStuck, AlarmKind.SensorNeverTriggered, AlarmKind.SensorAbsurd];

    /// <param name="sight">What is known.</param>
    /// <param name="rules">The thresholds.</param>
    /// <param name="ignore">Called for each trouble of a point that is not there.</param>
    public static IEnumerable<Finding> Of(AlarmSight sight, AlarmRules rules, Action ignore)
    {
        var points = new Lazy<HashSet<PointKey>>(() => sight.Points.Where(point => point.Metric is not null).Select(point => point.Key).ToHashSet());
        var unknown = sight.Points.Where(point => point.Metric is null && !IsTold(point)).Select(point => point.Key.InZone).ToHashSet();
        foreach (var point in sight.Points)
        {
            if (point.Metric is null)
            {
                foreach (var finding in OfZone(sight, rules, point, points, ignore)) yield return finding;
                continue;
            }

            if (sight.IsOutOfService(point.Key))
            {
                foreach (var kind in Kinds) yield return Finding.Unknown(Key(kind, point), "the place is out of service");
            }
            else
            {
                foreach (var finding in OfMetric(sight, rules, point)) yield return finding;
            }

            if (!unknown.Contains(point.Key.InZone)) continue;
            foreach (var kind in Kinds) yield return Finding.Unknown(Key(kind, point), "what its gateway finds wrong with sensors is not known now");
        }
    }

    private static bool IsTold(in SeenPoint health) => health.IsKnown && health.Value.Kind == PointValueKind.Text;

    private static IEnumerable<Finding> OfZone(AlarmSight sight, AlarmRules rules, SeenPoint health, Lazy<HashSet<PointKey>> points, Action ignore)
    {
        if (!IsTold(health)) yield break;
        foreach (var trouble in SensorTroubles.Read(health.Value.AsText))
        {
            var at = health.Key.InZone.Point(trouble.Point);
            // Whatever a gateway writes must not become alarms without end.
            if (!points.Value.Contains(at))
            {
                ignore();
                continue;
            }

            if (sight.IsOutOfService(at)) continue;
            var (kind, words) = Words(trouble.Condition);
            var days = rules.NeverTriggeredDays.Of(sight.KindOf(at.InZone));
            if (kind == AlarmKind.SensorNeverTriggered && days == 0) continue;
            yield return new Finding(new AlarmKey(kind, AlarmSubject.Of(at)), Standing.Holds, $"{NameOf(trouble.Sensor)} {words}")
            {
                Severity = AlarmSeverity.Minor,
                RaiseAfter = kind == AlarmKind.SensorNeverTriggered ? TimeSpan.FromDays(days) : TimeSpan.FromMinutes(rules.SensorMinutes),
                ClearAfter = TimeSpan.FromMinutes(rules.ClearMinutes),
            };
        }
    }

    private static IEnumerable<Finding> OfMetric(AlarmSight sight, AlarmRules rules, SeenPoint point)
    {
        // An event has no value in between.
        if (point.Metric!.Nature == MetricNature.Moment) yield break;
        if (!point.IsKnown && (point.IsStale || point.Quality != QualityCode.Bad))
        {
            foreach (var kind in Kinds) yield return Finding.Unknown(Key(kind, point), "its gateway has not said anything since it went away");
        }
        else if (!point.IsKnown)
        {
            // A gateway does not use a sensor that it knows to be broken: that alarm explains the missing value.
            AlarmKey[] causes = [Key(AlarmKind.SensorStuck, point), Key(AlarmKind.SensorAbsurd, point)];
            yield return Found(AlarmKind.SensorSilent, Standing.Holds, $"{point.Metric} has no value: the sensor does not answer, or what it says makes no sense", rules) with { Causes = causes, CauseLasts = TimeSpan.FromMinutes(rules.SensorMinutes + rules.ClearMinutes) };
            foreach (var kind in Kinds.Where(kind => kind != AlarmKind.SensorSilent)) yield return Finding.Unknown(Key(kind, point), $"{point.Metric} has no value");
        }
        else if (point.Value.Kind == PointValueKind.Boolean && point.Value.AsBoolean && point.Since is { } since)
        {
            var hours = rules.OccupiedHours.Of(sight.KindOf(point.Key.InZone));
            if (hours > 0 && sight.Now - since > TimeSpan.FromHours(hours)) yield return Found(AlarmKind.SensorStuck, Standing.Holds, string.Create(CultureInfo.InvariantCulture, $"it is occupied since {since:yyyy-MM-dd HH:mm}Z without a break (threshold {hours} h)"), rules);
            else if (hours > 0 && sight.Now - since > TimeSpan.FromHours(hours * ClearShare)) yield return Found(AlarmKind.SensorStuck, Standing.Lingers, "", rules);
        }
        else if (AlarmRules.Possible(point.Metric.Name) is { } possible && point.Number is { } value && (value < possible.Least || value > possible.Most))
        {
            yield return Found(AlarmKind.SensorAbsurd, Standing.Holds, string.Create(CultureInfo.InvariantCulture, $"{point.Metric} is {value:0.#} {point.Metric.Unit}, and {possible.Least} to {possible.Most} is possible"), rules);
        }

        Finding Found(AlarmKind kind, Standing standing, string detail, AlarmRules by) => new(Key(kind, point), standing, detail)
        {
            RaiseAfter = TimeSpan.FromMinutes(by.SensorMinutes),
            ClearAfter = TimeSpan.FromMinutes(by.ClearMinutes),
        };
    }

    // A word of the gateway, which goes into the log.
    private static string NameOf(string sensor) => sensor.Length is > 0 and <= LongestSensor && sensor.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') ? $"the {sensor} sensor" : "a sensor";

    private static AlarmKey Key(AlarmKind kind, in SeenPoint point) => new(kind, AlarmSubject.Of(point.Key));

    private static (AlarmKind Kind, string Words) Words(SensorCondition condition) => condition switch
    {
        SensorCondition.NeverTriggered => (AlarmKind.SensorNeverTriggered, "has not triggered for days: look whether it is connected"),
        SensorCondition.Silent => (AlarmKind.SensorSilent, "does not answer, or its line does not return to rest"),
        SensorCondition.StuckOn => (AlarmKind.SensorStuck, "has been active for longer than is possible"),
        SensorCondition.StuckOff => (AlarmKind.SensorStuck, "does not report what a second sensor does"),
        SensorCondition.Frozen => (AlarmKind.SensorStuck, "has measured exactly the same for hours"),
        _ => (AlarmKind.SensorAbsurd, "changes faster, or measures more, than is possible"),
    };
}
