using OpcSpaces.Model.Alarms;
using OpcSpaces.Model.Alarms.Books;
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
public sealed partial class AlarmConditionsTests
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

    [Fact]
    public void What_a_gateway_says_of_its_clock_is_not_of_now_while_it_has_a_backlog()
    {
        var clock = new SeenClock(Now.AddHours(-1), false, Now.AddDays(-20));
        Assert.Equal(Standing.Unknown, Find(AlarmKind.ClockOff, Sight() with { Gateways = [new SeenGateway(Gateway, true, Now, 100, clock)] })!.Value.Standing);
        Assert.Equal(Standing.Holds, Find(AlarmKind.ClockOff, Sight() with { Gateways = [new SeenGateway(Gateway, true, Now, 99, clock)] })!.Value.Standing);
    }

    [Theory]
    [InlineData("silent", AlarmKind.SensorSilent)]
    [InlineData("stuckOn", AlarmKind.SensorStuck)]
    [InlineData("stuckOff", AlarmKind.SensorStuck)]
    [InlineData("frozen", AlarmKind.SensorStuck)]
    [InlineData("absurd", AlarmKind.SensorAbsurd)]
    public void What_a_gateway_finds_wrong_with_a_sensor_is_an_alarm_of_its_point(string condition, AlarmKind kind)
    {
        var finding = Find(kind, Sight(Health($"desk/2 motion {condition}"), Free("desk/2")))!.Value;
        Assert.Equal((Standing.Holds, new PointKey("hub", "open-1", "desk/2")), (finding.Standing, new PointKey("hub", finding.Key.Subject.Zone, finding.Key.Subject.Id)));
    }

    [Theory]
    [InlineData(ZoneKind.OpenArea, 23)]
    [InlineData(ZoneKind.MeetingRoom, 7)]
    [InlineData(ZoneKind.PublicService, 3)]
    public void How_long_a_sensor_may_never_have_triggered_depends_on_the_purpose_of_the_zone(ZoneKind kind, int days) =>
        Assert.Equal(TimeSpan.FromDays(days), Find(AlarmKind.SensorNeverTriggered, Sight(kind, Health("desk/2 motion neverTriggered"), Free("desk/2")))!.Value.RaiseAfter);

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

    [Theory]
    [InlineData(8, false, null)]
    [InlineData(9, false, null)] // who was counted in and not out
    [InlineData(10, false, Standing.Holds)]
    [InlineData(10, true, Standing.Holds)]
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
        var sight = WithHours(50, 0, occupied: false, 16) with { Points = [Health("desk/1 motion silent"), Free("desk/1")] };
        // It is the only place, so nobody can tell.
        Assert.Equal(Standing.Unknown, Find(AlarmKind.CoverageFalling, sight)!.Value.Standing);
    }

    [Fact]
    public void That_nobody_sees_the_sensors_of_a_zone_is_no_coverage()
    {
        var sight = WithHours(50, 0, occupied: false, 16) with { Points = [Free("desk/1") with { IsStale = true }] };
        Assert.Equal(Standing.Unknown, Find(AlarmKind.SensorSilent, sight)!.Value.Standing);
        Assert.Equal(Standing.Holds, Find(AlarmKind.CoverageFalling, sight)!.Value.Standing);
    }

    [Fact]
    public void A_place_that_is_out_of_service_need_not_be_observed()
    {
        var sight = WithHours(50, 0, occupied: false, 16);
        var closed = sight with { Communities = new Dictionary<string, SeenCommunity> { ["hub"] = sight.Communities["hub"] with { OutOfService = new HashSet<(string, string)> { ("open-1", "desk/1") } } } };
        Assert.Equal(Standing.Unknown, Find(AlarmKind.CoverageFalling, closed)!.Value.Standing);
    }

    [Fact]
    public void Two_hours_after_hours_are_two_in_a_row()
    {
        var sight = WithHours(100, watts: 200, occupied: false, firstHour: 16);
        var (zone, hours) = Assert.Single(sight.Hours);
        IReadOnlyList<UsageRecord> gap = [.. hours.Take(5), hours[5] with { StartMs = hours[5].StartMs + CommunityCalendar.HourMs }];
        Assert.Equal(Standing.Unknown, Find(AlarmKind.EnergyAfterHours, sight with { Hours = new Dictionary<ZoneKey, IReadOnlyList<UsageRecord>> { [zone] = gap } })!.Value.Standing);
    }

    [Fact]
    public void What_a_gateway_says_of_points_that_are_not_there_or_have_no_ids_is_ignored_and_counted()
    {
        var sight = Sight(
            Health("desk/1 motion silent; desk/9 motion silent; desk/\0 motion silent"), Free("desk/1"), Metric(PointMetric.Co2, $"env/{new string('1', 200)}", PointValue.Of(5_000f)), Free("desk/\n2") with { Quality = QualityCode.Bad });
        var findings = AlarmConditions.Of(sight, Rules);
        Assert.Equal(new AlarmKey(AlarmKind.SensorSilent, AlarmSubject.Of(new PointKey("hub", "open-1", "desk/1"))), Assert.Single(findings.Of).Key);
        // Of the last point, each of the four kinds.
        Assert.Equal(2 + 1 + 4, findings.Ignored);
    }

    [Fact]
    public void A_point_of_another_zone_is_not_that_of_the_zone()
    {
        var elsewhere = Free("desk/2") with { Key = new PointKey("hub", "open-2", "desk/2") };
        Assert.Null(Find(AlarmKind.SensorSilent, Sight(Health("desk/2 motion silent"), elsewhere)));
    }

    [Theory]
    [InlineData("motion", "the motion sensor does not answer, or its line does not return to rest")]
    [InlineData("mo\nAlarm", "a sensor does not answer, or its line does not return to rest")]
    public void The_word_of_a_gateway_makes_no_lines_in_the_log(string sensor, string expected) =>
        Assert.Equal(expected, Find(AlarmKind.SensorSilent, Sight(Health($"desk/2 {sensor} silent"), Free("desk/2")))!.Value.Detail);

    [Theory]
    [InlineData("desk/12", true)]
    [InlineData("工位/😀", true)]
    [InlineData("", true)]
    [InlineData("desk\0", false)]
    [InlineData("desk\u2028", false)]
    [InlineData("desk\ud800", false)]
    public void An_id_of_a_subject_is_text_of_one_line(string id, bool expected) => Assert.Equal(expected, AlarmSubject.FaultOf(id) is null);

    [Fact]
    public void An_id_of_a_subject_has_128_bytes_at_most() =>
        Assert.Equal((null, "is longer than 128 UTF-8 bytes"), (AlarmSubject.FaultOf(new string('x', 128)), AlarmSubject.FaultOf(new string('位', 43))));

    [Fact]
    public void While_a_gateway_does_not_say_which_sensors_are_broken_nobody_can_tell_of_any()
    {
        var findings = Findings(Sight(Health("") with { Quality = QualityCode.Bad }, Free("desk/1")));
        Assert.Equal(4, findings.Count);
        Assert.All(findings, finding => Assert.Equal((Standing.Unknown, "desk/1"), (finding.Standing, finding.Key.Subject.Id)));
    }

    [Fact]
    public void A_gateway_that_restarts_and_goes_on_with_what_it_knew_clears_and_raises_nothing()
    {
        var (book, happened) = (new AlarmBook([]), new List<AlarmEventKind>());
        var told = Health("desk/1 motion stuckOn");
        for (var minute = 0; minute < 180; minute++)
        {
            // Off for ten minutes; then its birth has no word yet, and then the word of the agent before.
            var health = minute switch
            {
                < 60 => told,
                < 70 => told with { IsStale = true },
                < 71 => told with { Value = PointValue.Null },
                _ => told,
            };
            var desk = Free("desk/1") with { IsStale = minute is >= 60 and < 70 };
            var turn = book.Judge(Now.AddMinutes(minute), AlarmConditions.Of(Sight(health, desk) with { Now = Now.AddMinutes(minute) }, Rules));
            happened.AddRange(turn.Events.Where(it => it.Key.Kind == AlarmKind.SensorStuck).Select(it => it.Kind));
            book = turn.Next;
        }

        Assert.Equal([AlarmEventKind.Raised], happened);
    }

    [Fact]
    public void What_lasts_has_to_be_gone_for_a_while_before_it_is_cleared()
    {
        var held = Find(AlarmKind.DoorHeld, Sight(Metric(PointMetric.State, "door/1", PointValue.Of(DoorStates.Held))))!.Value;
        var away = Find(AlarmKind.NotRecording, Sight() with { NotRecording = ("the broker is away", Now.AddMinutes(-5)) })!.Value;
        Assert.Equal((TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(5)), (held.ClearAfter, away.ClearAfter));
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

    [Theory]
    [InlineData(0, 700, Standing.Holds)]
    [InlineData(1, 540, null)]
    [InlineData(1, 670, Standing.Lingers)]
    [InlineData(1, 700, Standing.Holds)]
    [InlineData(2, 1_270, Standing.Lingers)]
    public void A_desk_with_a_GPU_may_compute_after_hours(int gpus, int watts, Standing? expected)
    {
        var sight = WithHours(100, watts, occupied: false, firstHour: 16, ZoneKind.PrivateOffice);
        var hub = sight.Communities["hub"];
        var communities = new Dictionary<string, SeenCommunity> { ["hub"] = hub with { Zones = hub.Zones.ToDictionary(zone => zone.Key, zone => zone.Value with { GpuDesks = gpus }) } };
        Assert.Equal(expected, Find(AlarmKind.EnergyAfterHours, sight with { Communities = communities })?.Standing);
    }

    [Theory]
    [InlineData(ZoneKind.PublicService, "open-2", true, null)] // the air conditioning of the floor
    [InlineData(ZoneKind.PublicService, "open-2", false, Standing.Holds)]
    [InlineData(ZoneKind.PublicService, "open-3", true, Standing.Holds)] // of another floor, and no other zone of this one has records
    [InlineData(ZoneKind.OpenArea, "open-2", true, Standing.Holds)] // its meters have its own desks
    public void The_energy_of_a_public_space_is_wanted_while_somebody_is_on_its_floor(ZoneKind kind, string other, bool occupied, Standing? expected)
    {
        var (own, others) = (WithHours(100, 400, occupied: false, 16, kind), WithHours(100, 0, occupied, 16, kind));
        var hours = new Dictionary<ZoneKey, IReadOnlyList<UsageRecord>>(own.Hours) { [new ZoneKey("hub", other)] = others.Hours.Values.Single() };
        var found = AlarmConditions.Of(own with { Hours = hours }, Rules).Of;
        var key = new AlarmKey(AlarmKind.EnergyAfterHours, AlarmSubject.Of(new ZoneKey("hub", "open-1")));
        Assert.Equal(expected, found.TryGetValue(key, out var finding) ? finding.Standing : null);
    }

    [Theory]
    [InlineData(400, Standing.Unknown)]
    [InlineData(1, null)] // has fallen, whoever is there
    public void The_energy_of_a_public_space_is_not_known_to_be_wasted_while_a_zone_of_its_floor_was_not_observed(int watts, Standing? expected)
    {
        var (own, others) = (WithHours(100, watts, occupied: false, 16, ZoneKind.PublicService), WithHours(10, 0, occupied: false, 16));
        var hours = new Dictionary<ZoneKey, IReadOnlyList<UsageRecord>>(own.Hours) { [new ZoneKey("hub", "open-2")] = others.Hours.Values.Single() };
        var found = AlarmConditions.Of(own with { Hours = hours }, Rules).Of;
        var key = new AlarmKey(AlarmKind.EnergyAfterHours, AlarmSubject.Of(new ZoneKey("hub", "open-1")));
        Assert.Equal(expected, found.TryGetValue(key, out var finding) ? finding.Standing : null);
    }

    [Theory]
    [InlineData(-5, true)] // it listens since five minutes
    [InlineData(-20, false)]
    public void After_an_outage_of_the_broker_gateways_have_ten_minutes_to_come_back(int listening, bool isUnknown)
    {
        // The cloud noticed an hour ago that it did not hear anybody.
        var sight = Sight() with { Gateways = [new SeenGateway(Gateway, null, Now.AddHours(-1), 0)], ListeningSince = Now.AddMinutes(listening) };
        var silent = Find(AlarmKind.GatewaySilent, sight)!.Value;
        Assert.Equal(isUnknown ? Standing.Unknown : Standing.Holds, silent.Standing);
        if (!isUnknown) Assert.Equal(Now.AddMinutes(listening), silent.Since);
    }

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

    private static SeenDoor ForcedAt(DateTimeOffset at) => new(at, at, null, TimeSpan.Zero, null);

    private static IReadOnlyList<Finding> Findings(AlarmSight sight) => [.. AlarmConditions.Of(sight, Rules).Of.Values];

    private static Finding? Find(AlarmKind kind, AlarmSight sight) => Findings(sight).Where(finding => finding.Key.Kind == kind).Select(finding => (Finding?)finding).SingleOrDefault();

    private static SeenPoint Metric(PointMetric metric, string point, PointValue value, int quality = QualityCode.Good, bool stale = false, DateTimeOffset? since = null) =>
        new(new PointKey("hub", "open-1", point), metric, Gateway, value, since ?? Now, quality, stale);

    private static SeenPoint Free(string desk) => Metric(PointMetric.Occupied, desk, PointValue.Of(false));

    private static SeenPoint Health(string troubles) => new(new PointKey("hub", "open-1", "Health"), null, Gateway, PointValue.Of(troubles), Now, QualityCode.Good, false);

    private static AlarmSight Sight(params SeenPoint[] points) => Sight(ZoneKind.OpenArea, points);

    private static AlarmSight Sight(ZoneKind kind, params SeenPoint[] points) => new(Now)
    {
        Points = points,
        Communities = new Dictionary<string, SeenCommunity>
        {
            ["hub"] = new(
                new Dictionary<string, SeenZone> { ["open-1"] = new(kind, 8, "1F"), ["open-2"] = new(ZoneKind.OpenArea, 8, "1F"), ["open-3"] = new(ZoneKind.OpenArea, 8, "2F") }, new HashSet<(string, string)>(),
                CommunityCalendar.Of(new RegistryRows([new CommunityFacts("hub", "hub", "d", "Asia/Shanghai"), .. Enum.GetValues<Weekday>().Select(day => new OpeningHours("hub", day, new TimeOnly(8, 0), new TimeOnly(22, 0)))]), "hub")),
        },
    };

    /// <summary>Six closed hours of one desk from an hour of the day before in UTC on.</summary>
    private static AlarmSight WithHours(int percent, int watts, bool occupied, int firstHour, ZoneKind kind = ZoneKind.OpenArea)
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
        return Sight(kind) with { Hours = new Dictionary<ZoneKey, IReadOnlyList<UsageRecord>> { [zone] = hours } };
    }
}
