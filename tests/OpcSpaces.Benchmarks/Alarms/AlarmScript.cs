using OpcSpaces.Benchmarks.Facts.Living;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.Model.Alarms;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.Benchmarks.Alarms;

/// <summary>The days of <see cref="MonthScript"/> with some faults more, and the alarms that all of them should raise.</summary>
/// <param name="Month">The community, its days and its faults.</param>
/// <param name="Expected">The alarms, each once.</param>
internal sealed record AlarmScript(MonthScript Month, IReadOnlyList<ExpectedAlarm> Expected)
{
    // A condition has to hold for a while, judgements are five minutes apart, and gateways look at their sensors each five minutes.
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(45);

    // Motion that never ends may be a person who sits there, so the gateway waits for longer than a working day.
    private static readonly TimeSpan UntilStuck = TimeSpan.FromHours(24);

    public static AlarmScript Of(MonthScript month)
    {
        var (plan, clock) = (month.Plan, month.Clock);
        var extra = Extra(month);
        var script = plan.Script.Concat(extra).ToList();
        var with = month with { Plan = plan with { Script = script } };
        return new AlarmScript(with, [.. with.Faults.SelectMany(OfGateway), .. script.SelectMany(entry => OfSensor(with, entry))]);

        IEnumerable<ScriptEntry> Extra(MonthScript of)
        {
            var points = plan.Gateways.SelectMany(gateway => gateway.Points).ToList();
            var door = points.First(point => point.Kind == SensorType.DoorContact);
            var evening = of.First.AddDays(of.Days > 7 ? 4 : 0).ToDateTime(new TimeOnly(20, 0));
            yield return new ScriptEntry { Kind = ScriptKind.Unplugged, Zone = door.ZoneId, Point = door.PointId, Sensor = SensorNames.Of(door.Kind), From = evening, To = evening.AddHours(9) };
            if (of.Days < 21) yield break;
            var kinds = plan.Community.Zones.ToDictionary(zone => zone.Id, zone => zone.Kind);
            var quiet = plan.Gateways[0].Points.FirstOrDefault(point => point.Kind == SensorType.Motion && kinds[point.ZoneId] is ZoneKind.MeetingRoom or ZoneKind.PublicService);
            if (quiet is not null) yield return new ScriptEntry { Kind = ScriptKind.Unplugged, Zone = quiet.ZoneId, Point = quiet.PointId, Sensor = SensorNames.Of(quiet.Kind), From = of.First.ToDateTime(TimeOnly.MinValue) };
        }
    }

    private static IEnumerable<ExpectedAlarm> OfGateway(GatewayFault fault)
    {
        yield return new($"{fault.Kind}", AlarmKind.GatewaySilent, "", fault.Gateway, fault.From, fault.From + Soon);
        if (fault.Kind is GatewayFaultKind.UnsetClock or GatewayFaultKind.WrongClock)
            yield return new($"{fault.Kind} {fault.Ahead.TotalMinutes:+0;-0} min", AlarmKind.ClockOff, "", fault.Gateway, fault.Between!.Value, fault.To);
    }

    private static IEnumerable<ExpectedAlarm> OfSensor(MonthScript month, ScriptEntry entry)
    {
        var from = Instant(entry.From!.Value);
        var to = entry.To is { } end ? Instant(end) : month.To;
        ExpectedAlarm Alarm(AlarmKind kind, TimeSpan after, TimeSpan within) => new($"{entry.Kind} {entry.Sensor}", kind, entry.Zone, entry.Point, from + after, from + after + within);
        switch (entry.Kind)
        {
            case ScriptKind.StuckOn when to - from >= UntilStuck:
                yield return Alarm(AlarmKind.SensorStuck, TimeSpan.Zero, UntilStuck);
                break;
            case ScriptKind.Noisy:
                yield return Alarm(AlarmKind.SensorAbsurd, TimeSpan.Zero, TimeSpan.FromHours(4));
                break;
            case ScriptKind.Unplugged when entry.Sensor == SensorNames.Of(SensorType.Climate):
                yield return Alarm(AlarmKind.SensorSilent, TimeSpan.Zero, Soon);
                break;
            case ScriptKind.Unplugged when entry.Sensor == SensorNames.Of(SensorType.DoorContact):
                yield return Alarm(AlarmKind.DoorHeld, TimeSpan.Zero, Soon);
                break;
            case ScriptKind.Unplugged when to - from > TimeSpan.FromDays(14):
                yield return Alarm(AlarmKind.SensorNeverTriggered, TimeSpan.FromDays(10), TimeSpan.FromDays(5));
                break;
            default:
                // A detector that is unplugged or silent for days looks like a desk that nobody uses: no hardware shows it.
                break;
        }

        DateTimeOffset Instant(DateTime at) => month.Clock.Instant(DateOnly.FromDateTime(at), at.TimeOfDay.TotalSeconds);
    }
}
