using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Usage;
using OpcSpaces.Model.Usage.History;
using OpcSpaces.Model.Usage.Metrics;

namespace OpcSpaces.Model.Tests.Usage.Metrics;

public class LeaseAndEnergyTests
{
    private static readonly MetricRules Rules = MetricRules.Default;

    [Fact]
    public void Leased_attended_and_used_are_three_different_numbers()
    {
        var community = new TestCommunity(zones: 2);
        community.With(
            community.Lease("a", "2026-01-01", null, "desk/1", "desk/2"), community.Lease("b", "2026-03-04", "2026-03-05", "desk/3"),
            new ZoneArea("hub", "z1", AreaBasis.Usable, 40, "d", new(2026, 1, 1)), new ZoneArea("hub", "z2", AreaBasis.Usable, 60, "d", new(2026, 1, 1)), new ZoneArea("hub", "z1", AreaBasis.GrossFloor, 50, "d", new(2026, 1, 1)));
        // Monday to Sunday; desk/1 is used on three workdays for two hours, desk/3 on none.
        var history = community.History(community.Span("2026-03-02", "2026-03-08"), (place, hour) => TestCommunity.Sure(place, place.Key == "z1/desk/1" && hour / 24 < 3 && hour % 24 is 10 or 11 ? 60 : 0));
        int[] all = [.. Enumerable.Range(0, 8)];

        ZoneUseTests.Equal(16 / 56.0, 1, LeaseRates.LeasedSeats(history, all));
        ZoneUseTests.Equal(((7 * 20) + (2 * 10)) / 700.0, 1, LeaseRates.LeasedArea(history, ["z1", "z2"], AreaBasis.Usable, Rules));
        Assert.Equal("50 % is known, and 95 % is needed", LeaseRates.LeasedArea(history, ["z1", "z2"], AreaBasis.GrossFloor, Rules).Why);
        Assert.Equal("no zone has an area with the basis Controllable", LeaseRates.LeasedArea(history, ["z1", "z2"], AreaBasis.Controllable, Rules).Why);
        // Twelve leased desk-workdays, twelve... of which three were used; seven tenant-workdays, of which three.
        ZoneUseTests.Equal(3 / 12.0, 1, LeaseRates.AttendanceOfDesks(history, all, Rules));
        ZoneUseTests.Equal(3 / 7.0, 1, LeaseRates.AttendanceOfTenants(history, all, Rules));
        ZoneUseTests.Equal(6 / 360.0, 1, ZoneUse.Of(history, all, Rules).PlaceUse);
    }

    [Fact]
    public void Absent_tenants_are_not_expected_and_undecided_dates_are_neither_used_nor_unused()
    {
        var community = new TestCommunity(desks: 1);
        community.With(community.Lease("a", "2026-01-01", null, "desk/1"), new Absence("hub", "a", new(2026, 3, 2), new(2026, 3, 3)), new CalendarDay("hub", new(2026, 3, 13), DayKind.Holiday));
        var history = community.History(community.Span("2026-03-02", "2026-03-14"), (place, hour) => hour / 24 == 4 ? null : TestCommunity.Sure(place, hour / 24 is 2 or 3 && hour % 24 == 10 ? 60 : 0));
        // 4 to 6 and 9 to 12 March: two used, four unused, one undecided.
        Assert.False(LeaseRates.AttendanceOfDesks(history, [0], Rules).IsSufficient);
        var figure = LeaseRates.AttendanceOfDesks(history, [0], Rules with { LeastCoverage = 0.8 });
        Assert.Equal((2 / 6.0, 2 / 7.0, 3 / 7.0, 6 / 7.0), (figure.Value, figure.Low, figure.High, figure.Coverage));
        Assert.Equal("no leased desk could be used on a workday", LeaseRates.AttendanceOfDesks(community.History(community.Span("2026-03-02", "2026-03-03"), (place, _) => TestCommunity.Sure(place, 0)), [0], Rules).Why);
    }

    [Fact]
    public void Energy_is_what_meters_counted_per_area_and_per_seat_hour()
    {
        var community = Metered();
        // 100 W at night and 500 W in open hours, on Monday also from 18 to 20 o'clock.
        var history = Energy(community, hour => new MeterUsage("meter/1", TestCommunity.Hour, Power(hour), 0));
        var energy = new EnergyUse(history, ["z1"], Rules);
        const double Total = ((24 * 7 * 100) + (45 * 400) + (2 * 400)) / 1_000.0;

        ZoneUseTests.Equal(Total, 1, energy.Total);
        ZoneUseTests.Equal(Total / 40, 1, energy.PerSquareMetre(AreaBasis.Usable));
        Assert.Equal("zone z1 has no area with the basis GrossFloor", energy.PerSquareMetre(AreaBasis.GrossFloor).Why);
        ZoneUseTests.Equal(100, 1, energy.BaseLoad);
        ZoneUseTests.Equal(0.8, 1, energy.AfterHours);
        ZoneUseTests.Equal(Total / 5, 1, energy.PerSeatHour(ZoneUse.Of(history, [0], Rules).SeatHours));
        Assert.Equal("no seat was occupied", energy.PerSeatHour(Figure.Exact(0, Units.SeatHours)).Why);
        Assert.Equal("there are no meters", new EnergyUse(history, ["z2"], Rules).Total.Why);
    }

    [Fact]
    public void A_meter_without_records_or_with_gaps_makes_energy_uncertain_and_then_insufficient()
    {
        var community = Metered();
        var gap = new EnergyUse(Energy(community, hour => hour is 30 or 31 ? new MeterUsage("meter/1", 0, 0, 0) : new MeterUsage("meter/1", TestCommunity.Hour, hour == 32 ? 300 : 100, hour == 32 ? 200 : 0)), ["z1"], Rules);
        Assert.Equal((16.8, 16.6, null), (gap.Total.Value, gap.Total.Low, gap.Total.High));
        Assert.Equal(166 / 168.0, gap.Total.Coverage, 1e-9);
        community.With(new Point("hub", "z1", "meter/2", 1, default, GenerationReason.Installed));
        var missing = new EnergyUse(Energy(community, hour => new MeterUsage("meter/1", TestCommunity.Hour, 100, 0)), ["z1"], Rules);
        Assert.Equal("50 % is known, and 95 % is needed", missing.Total.Why);
        Assert.Equal("no night hour is known", missing.BaseLoad.Why);
        Assert.False(missing.AfterHours.IsSufficient);
    }

    [Fact]
    public void The_coverage_of_waste_is_that_of_the_closed_hours_alone()
    {
        // 123 of 168 hours are closed. Of the unknown ones, 9 are open and do not matter, and then 7 and 6 evening hours are closed.
        var community = Metered();
        var open = new EnergyUse(Energy(community, hour => Meter(hour, hour is >= 9 and < 18)), ["z1"], Rules).AfterHours;
        Assert.Equal((0, 1, 0), (open.Value, open.Coverage, open.High));
        var some = new EnergyUse(Energy(community, hour => Meter(hour, hour is >= 18 and < 24)), ["z1"], Rules).AfterHours;
        Assert.Equal((0, 117 / 123.0, null), (some.Value, some.Coverage, some.High));
        var many = new EnergyUse(Energy(community, hour => Meter(hour, hour is >= 18 and < 24 or 43)), ["z1"], Rules).AfterHours;
        Assert.Equal((null, "94.3 % is known, and 95 % is needed"), (many.Value, many.Why));

        static MeterUsage Meter(int hour, bool isUnknown) => new("meter/1", isUnknown ? TestCommunity.Hour / 2 : TestCommunity.Hour, 100, 0);
    }

    [Fact]
    public void A_tenant_has_nothing_of_the_tenant_before()
    {
        var community = new TestCommunity(desks: 2);
        community.With(
            community.Lease("s", "2026-01-01", "2026-03-03", "desk/1"), community.Lease("t", "2026-03-04", null, "desk/1"), community.Lease("u", "2026-03-06", null, "desk/2"));
        // On Monday and Tuesday somebody is at desk/1, and at desk/2 until Thursday.
        var history = community.History(community.Span("2026-03-02", "2026-03-08"), (place, hour) => TestCommunity.Sure(place, hour % 24 == 10 && hour / 24 < (place.Point == "desk/1" ? 2 : 4) ? 60 : 0));
        Assert.Equal((2, 1), Of("s"));
        Assert.Equal((0, 0), Of("t"));
        Assert.Equal((0, 0), Of("u"));
        Assert.Equal([0.0, 0.0], TenantUse.Of(history, "t", Rules).Places.Select(place => place.Use.Value).Concat(TenantUse.Of(history, "u", Rules).Places.Select(place => place.Use.Value)));
        Assert.Empty(TenantUse.Of(history, "v", Rules).Places);

        (double? SeatHours, double? Attendance) Of(string tenant) => TenantUse.Of(history, tenant, Rules) is var use ? (use.SeatHours.Value, use.Attendance.Value) : default;
    }

    [Fact]
    public void Only_the_closed_part_of_an_hour_can_be_waste()
    {
        var community = Metered().With(new OpeningHours("hub", Weekday.Monday, new(9, 0), new(18, 15)));
        var history = Energy(community, hour => new MeterUsage("meter/1", TestCommunity.Hour, hour == 18 ? 500 : 100, 0));
        ZoneUseTests.Equal(0.3, 1, new EnergyUse(history, ["z1"], Rules).AfterHours);
    }

    [Fact]
    public void Entries_of_hours_without_a_seal_or_with_a_gap_or_another_number_in_the_seal_are_unknown()
    {
        var community = new TestCommunity();
        var span = community.Span("2026-03-02", "2026-03-08");
        var all = Doors(null);
        Assert.Equal((61, 61, 61, 1), (all.Total.Value, all.Total.Low, all.Total.High, all.Total.Coverage));
        Assert.Equal((61 / 5.0, 9), (all.PerWorkday.Value, all.BusiestHour));
        foreach (var some in (DoorFlows[])[
            Doors(9, record => record with { Closing = UsageClosing.TimeOut }),
            Doors(9, record => record with { Doors = [record.Doors[0] with { ObservedMs = TestCommunity.Hour - 1 }] }),
            Doors(9, record => record with { Differences = [new SealDifference("door/1", SealedSum.Entries, 8, 7)] })])
        {
            Assert.Equal((54, 54, null), (some.Total.Value, some.Total.Low, some.Total.High));
            Assert.Equal("80 % is known, and 95 % is needed", some.PerWorkday.Why);
        }

        // What is said of another door, or of another sum, does not concern it.
        Assert.Equal(61, Doors(9, record => record with { Differences = [new SealDifference("door/2", SealedSum.Entries, 8, 7), new SealDifference("door/1", SealedSum.Observed, 8, 7)] }).Total.High);

        DoorFlows Doors(int? at, Func<UsageRecord, UsageRecord>? change = null)
        {
            var history = community.History(span, (_, _) => null, (record, hour) =>
            {
                var sound = record with { Doors = [new DoorUsage("door/1", hour / 24 >= 5 ? 0 : hour % 24 == 9 ? 7 : hour % 24 == 14 ? 5 : hour == 100 ? 1 : 0, TestCommunity.Hour)] };
                return hour == at ? change!(sound) : sound;
            });
            return DoorFlows.Of(history, history.Doors.Single(), Rules);
        }
    }

    [Fact]
    public void Parameters_out_of_range_are_refused()
    {
        Assert.Same(Rules, Rules.Check());
        foreach (var wrong in (MetricRules[])[new() { LeastCoverage = 1.1 }, new() { LeastCoverage = double.NaN }, new() { GhostWorkdays = 0 }, new() { NeverUsedDates = 0 }, new() { GhostDecidedShare = 0 }, new() { UsedHour = TimeSpan.Zero }, new() { UsedDay = TimeSpan.FromDays(2) }, new() { NightFrom = 6 }, new() { BaseLoadQuantile = -1 }])
            Assert.Contains("give ", Assert.Throws<ArgumentException>(wrong.Check).Message, StringComparison.Ordinal);
    }

    private static long Power(int hour) => (hour / 24 < 5 && hour % 24 is >= 9 and < 18) || hour is 18 or 19 ? 500 : 100;

    private static TestCommunity Metered() => new TestCommunity(desks: 1).With(new ZoneArea("hub", "z1", AreaBasis.Usable, 40, "d", new(2026, 1, 1)), new Point("hub", "z1", "meter/1", 1, default, GenerationReason.Installed));

    private static UsageHistory Energy(TestCommunity community, Func<int, MeterUsage> meter) => community.History(
        community.Span("2026-03-02", "2026-03-08"), (place, hour) => TestCommunity.Sure(place, hour is >= 10 and < 15 ? 60 : 0), (record, hour) => record with { Meters = [meter(hour)] });
}
