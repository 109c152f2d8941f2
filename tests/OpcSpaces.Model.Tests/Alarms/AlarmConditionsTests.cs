using OpcSpaces.Model.Alarms;
using OpcSpaces.Model.Alarms.Conditions;
using OpcSpaces.Model.Alarms.Sights;
using OpcSpaces.Model.Places;
using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Model.Usage;
using OpcSpaces.Model.Usage.Calendars;
using OpcSpaces.Points;

namespace OpcSpaces.Model.Tests.Alarms;

/// <summary>What of a sight is an alarm, by the purpose of the zone.</summary>
public sealed class AlarmConditionsTests
{
    // A Monday, 10:00 in Shenzhen.
    private static readonly DateTimeOffset Now = new(2026, 3, 16, 2, 0, 0, TimeSpan.Zero);
    private static readonly GatewayKey Gateway = new("hub", "gw-1");
    private static readonly AlarmRules Rules = new();

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, Standing.Holds)]
    [InlineData(null, Standing.Holds)]
    public void A_gateway_that_is_not_online_is_silent(bool? online, Standing? expected) =>
        Assert.Equal(expected, Find(AlarmKind.GatewaySilent, Sight() with { Gateways = [new SeenGateway(Gateway, online, Now.AddHours(-1), 0)] })?.Standing);

    [Fact]
    public void Nobody_knows_of_gateways_right_after_the_cloud_did_not_listen() =>
        Assert.Equal(Standing.Unknown, Find(AlarmKind.GatewaySilent, Sight() with { Gateways = [new SeenGateway(Gateway, null, Now.AddMinutes(-1), 0)] })!.Value.Standing);

    [Theory]
    [InlineData(0, null)]
    [InlineData(99, null)]
    [InlineData(100, Standing.Lingers)]
    [InlineData(1_000, Standing.Holds)]
    public void A_backlog_counts_from_its_threshold_and_is_gone_at_a_tenth_of_it(int batches, Standing? expected) =>
        Assert.Equal(expected, Find(AlarmKind.BacklogGrowing, Sight() with { Gateways = [new SeenGateway(Gateway, true, Now, (ulong)batches)] })?.Standing);

    [Theory]
    [InlineData(0, true, false)]
    [InlineData(0, null, false)]
    [InlineData(0, false, true)]
    [InlineData(119, true, false)]
    [InlineData(121, true, true)]
    [InlineData(-86_400, true, false)] // it waited in the outbox
    [InlineData(-1_700_000_000, null, true)] // 1972
    public void A_clock_is_off_when_it_is_ahead_or_not_set_or_not_synchronised(int aheadSeconds, bool? synchronized, bool expected)
    {
        var clock = new SeenClock(Now.AddHours(-1), synchronized, Now.AddHours(-1).AddSeconds(aheadSeconds));
        Assert.Equal(expected, Find(AlarmKind.ClockOff, Sight() with { Gateways = [new SeenGateway(Gateway, true, Now, 0, clock)] }) is { Standing: Standing.Holds });
    }

    [Theory]
    [InlineData("silent", AlarmKind.SensorSilent)]
    [InlineData("stuckOn", AlarmKind.SensorStuck)]
    [InlineData("stuckOff", AlarmKind.SensorStuck)]
    [InlineData("frozen", AlarmKind.SensorStuck)]
    [InlineData("absurd", AlarmKind.SensorAbsurd)]
    public void What_a_gateway_finds_wrong_with_a_sensor_is_an_alarm_of_its_point(string condition, AlarmKind kind)
    {
        var finding = Find(kind, Sight(Health($"desk/2 motion {condition}")))!.Value;
        Assert.Equal((Standing.Holds, new PointKey("hub", "open-1", "desk/2")), (finding.Standing, new PointKey("hub", finding.Key.Subject.Zone, finding.Key.Subject.Id)));
    }

    [Theory]
    [InlineData(ZoneKind.OpenArea, 23)]
    [InlineData(ZoneKind.MeetingRoom, 7)]
    [InlineData(ZoneKind.PublicService, 3)]
    public void How_long_a_sensor_may_never_have_triggered_depends_on_the_purpose_of_the_zone(ZoneKind kind, int days) =>
        Assert.Equal(TimeSpan.FromDays(days), Find(AlarmKind.SensorNeverTriggered, Sight(kind, Health("desk/2 motion neverTriggered")))!.Value.RaiseAfter);

    [Theory]
    [InlineData(ZoneKind.OpenArea, 7, null)]
    [InlineData(ZoneKind.OpenArea, 10, Standing.Lingers)]
    [InlineData(ZoneKind.OpenArea, 17, Standing.Holds)]
    [InlineData(ZoneKind.PrivateOffice, 17, Standing.Lingers)]
    public void A_place_that_is_occupied_without_a_break_is_stuck_sooner_or_later(ZoneKind kind, int hours, Standing? expected) =>
        Assert.Equal(expected, Find(AlarmKind.SensorStuck, Sight(kind, Metric(PointMetric.Occupied, "desk/1", PointValue.Of(true), since: Now.AddHours(-hours))))?.Standing);

    [Theory]
    [InlineData(QualityCode.Bad, false, Standing.Holds)]
    [InlineData(QualityCode.Stale, false, Standing.Unknown)]
    [InlineData(QualityCode.Bad, true, Standing.Unknown)]
    public void A_point_without_a_value_is_silent_unless_its_gateway_is(int quality, bool stale, Standing expected) =>
        Assert.Equal(expected, Find(AlarmKind.SensorSilent, Sight(Metric(PointMetric.Co2, "env/1", PointValue.Null, quality, stale)))!.Value.Standing);

    [Fact]
    public void Between_events_a_card_reader_has_no_value_and_that_is_no_fault() =>
        Assert.Empty(Findings(Sight(Metric(PointMetric.Entry, "door/1", PointValue.Null))));

    [Theory]
    [InlineData("co2", 42_000f, true)]
    [InlineData("co2", 420f, false)]
    [InlineData("temperature", -41f, true)]
    [InlineData("humidity", 55f, false)]
    public void Air_that_cannot_be_is_an_absurd_sensor(string metric, float value, bool expected) =>
        Assert.Equal(expected, Find(AlarmKind.SensorAbsurd, Sight(Metric(PointMetric.All.Single(it => it.Name == metric), "env/1", PointValue.Of(value)))) is not null);

    [Theory]
    [InlineData(ZoneKind.OpenArea, 1_300f, Standing.Holds)]
    [InlineData(ZoneKind.OpenArea, 1_200f, Standing.Lingers)]
    [InlineData(ZoneKind.OpenArea, 1_000f, null)]
    [InlineData(ZoneKind.MeetingRoom, 1_300f, null)]
    [InlineData(ZoneKind.OpenArea, 30_000f, null)] // the sensor, and not the air
    public void CO2_is_high_by_the_purpose_of_the_zone(ZoneKind kind, float ppm, Standing? expected) =>
        Assert.Equal(expected, Find(AlarmKind.Co2High, Sight(kind, Metric(PointMetric.Co2, "env/1", PointValue.Of(ppm))))?.Standing);

    [Fact]
    public void A_held_door_holds_and_a_forced_one_is_a_moment_that_stays_when_it_has_closed()
    {
        var held = Find(AlarmKind.DoorHeld, Sight(Metric(PointMetric.State, "door/1", PointValue.Of(DoorStates.Held))))!.Value;
        Assert.Equal((Standing.Holds, TimeSpan.FromMinutes(10)), (held.Standing, held.RaiseAfter));
        var closed = Find(AlarmKind.DoorForced, Sight(Metric(PointMetric.State, "door/1", PointValue.Of(DoorStates.Closed)) with { Last = Now.AddMinutes(-2) }))!.Value;
        Assert.Equal((Standing.Lingers, Now.AddMinutes(-2)), (closed.Standing, closed.Moment));
    }

    [Theory]
    [InlineData(8, false, null)]
    [InlineData(9, false, Standing.Holds)]
    [InlineData(9, true, Standing.Holds)]
    [InlineData(3, true, Standing.Unknown)]
    public void More_people_than_a_zone_is_made_for_are_too_many_whoever_else_is_there(int people, bool oneUnknown, Standing? expected)
    {
        List<SeenPoint> points = [Metric(PointMetric.Count, "room/1", PointValue.Of((ulong)people))];
        if (oneUnknown) points.Add(Metric(PointMetric.Count, "room/2", PointValue.Null, stale: true));
        Assert.Equal(expected, Find(AlarmKind.OverCapacity, Sight(ZoneKind.MeetingRoom, [.. points]))?.Standing);
    }

    [Theory]
    [InlineData(95, null)]
    [InlineData(85, Standing.Lingers)]
    [InlineData(50, Standing.Holds)]
    public void Coverage_is_that_of_the_last_hours(int percent, Standing? expected) =>
        Assert.Equal(expected, Find(AlarmKind.CoverageFalling, WithHours(percent, watts: 0, occupied: false, firstHour: 16))?.Standing);

    [Fact]
    public void What_was_never_observed_has_not_fallen() =>
        Assert.Equal(Standing.Lingers, Find(AlarmKind.CoverageFalling, WithHours(0, watts: 0, occupied: false, firstHour: 16))!.Value.Standing);

    [Fact]
    public void What_a_broken_sensor_does_not_observe_is_no_falling_coverage()
    {
        var sight = WithHours(50, 0, occupied: false, 16) with { Points = [Health("desk/1 motion silent")] };
        Assert.Null(Find(AlarmKind.CoverageFalling, sight));
    }

    [Fact]
    public void Hours_that_are_not_closed_say_nothing() =>
        Assert.Equal(Standing.Unknown, Find(AlarmKind.CoverageFalling, WithHours(50, 0, occupied: false, 16) with { Now = Now.AddDays(1) })!.Value.Standing);

    [Theory]
    [InlineData(200, false, 16, Standing.Holds)] // midnight to six
    [InlineData(200, true, 16, null)] // somebody works
    [InlineData(50, false, 16, Standing.Lingers)]
    [InlineData(40, false, 16, null)]
    [InlineData(200, false, 20, null)] // to ten: it is open since eight
    public void Energy_after_hours_is_that_of_an_empty_zone(int watts, bool occupied, int firstHour, Standing? expected) =>
        Assert.Equal(expected, Find(AlarmKind.EnergyAfterHours, WithHours(100, watts, occupied, firstHour))?.Standing);

    [Fact]
    public void While_readings_cannot_be_taken_nothing_that_depends_on_them_is_judged()
    {
        var sight = Sight(Metric(PointMetric.Co2, "env/1", PointValue.Of(5_000f))) with { NotRecording = ("the broker is away", Now.AddMinutes(-5)), Gateways = [new SeenGateway(Gateway, false, Now.AddHours(-1), 0)] };
        var findings = AlarmConditions.Of(sight, Rules);
        Assert.Equal(AlarmKey.NotRecording, Assert.Single(findings.Of).Key);
        Assert.Contains(AlarmKind.GatewaySilent, findings.UnknownKinds.Keys);
        Assert.DoesNotContain(AlarmKind.ProjectionFailing, findings.UnknownKinds.Keys);
    }

    [Fact]
    public void A_projection_that_has_stopped_is_an_alarm_at_once()
    {
        var sight = Sight() with { Projections = [new SeenProjection("series", true, false, Now, "disk"), new SeenProjection("live", true, true, Now, "bug"), new SeenProjection("usage", false, false, Now, null)] };
        Assert.Equal([TimeSpan.Zero, TimeSpan.FromMinutes(5)], Findings(sight).Select(finding => finding.RaiseAfter).Order());
    }

    [Fact]
    public void A_place_that_is_out_of_service_is_not_judged()
    {
        var sight = Sight(Health("desk/1 motion stuckOn"), Metric(PointMetric.Occupied, "desk/1", PointValue.Null, QualityCode.Bad));
        var closed = sight with { Communities = new Dictionary<string, SeenCommunity> { ["hub"] = sight.Communities["hub"] with { OutOfService = new HashSet<(string, string)> { ("open-1", "desk/1") } } } };
        Assert.Contains(Findings(sight), finding => finding.Standing == Standing.Holds);
        Assert.All(Findings(closed), finding => Assert.Equal(Standing.Unknown, finding.Standing));
    }

    private static IReadOnlyList<Finding> Findings(AlarmSight sight) => [.. AlarmConditions.Of(sight, Rules).Of.Values];

    private static Finding? Find(AlarmKind kind, AlarmSight sight) => Findings(sight).Where(finding => finding.Key.Kind == kind).Select(finding => (Finding?)finding).SingleOrDefault();

    private static SeenPoint Metric(PointMetric metric, string point, PointValue value, int quality = QualityCode.Good, bool stale = false, DateTimeOffset? since = null) =>
        new(new PointKey("hub", "open-1", point), metric, Gateway, value, since ?? Now, quality, stale, null);

    private static SeenPoint Health(string troubles) => new(new PointKey("hub", "open-1", "Health"), null, Gateway, PointValue.Of(troubles), Now, QualityCode.Good, false, null);

    private static AlarmSight Sight(params SeenPoint[] points) => Sight(ZoneKind.OpenArea, points);

    private static AlarmSight Sight(ZoneKind kind, params SeenPoint[] points) => new(Now)
    {
        Points = points,
        Communities = new Dictionary<string, SeenCommunity>
        {
            ["hub"] = new(
                new Dictionary<string, SeenZone> { ["open-1"] = new(kind, 8) }, new HashSet<(string, string)>(),
                CommunityCalendar.Of(new RegistryRows([new CommunityFacts("hub", "hub", "d", "Asia/Shanghai"), .. Enum.GetValues<Weekday>().Select(day => new OpeningHours("hub", day, new TimeOnly(8, 0), new TimeOnly(22, 0)))]), "hub")),
        },
    };

    /// <summary>Six closed hours of one desk from an hour of the day before in UTC on.</summary>
    private static AlarmSight WithHours(int percent, int watts, bool occupied, int firstHour)
    {
        var zone = new ZoneKey("hub", "open-1");
        var startMs = Now.AddDays(-1).AddHours(firstHour - 2).ToUnixTimeMilliseconds();
        var hour = (int)CommunityCalendar.HourMs;
        IReadOnlyList<UsageRecord> hours =
        [
            .. Enumerable.Range(0, 6).Select(number => new UsageRecord
            {
                Zone = zone,
                StartMs = startMs + (number * CommunityCalendar.HourMs),
                Revision = 1,
                Closing = UsageClosing.Sealed,
                Places = [new PlaceUsage("desk/1", hour / 100 * percent, occupied ? hour / 2 : 0, 0, 0, 0, 0, null)],
                Meters = [new MeterUsage("meter/1", hour, watts, 0)],
            }),
        ];
        return Sight() with { Hours = new Dictionary<ZoneKey, IReadOnlyList<UsageRecord>> { [zone] = hours } };
    }
}
