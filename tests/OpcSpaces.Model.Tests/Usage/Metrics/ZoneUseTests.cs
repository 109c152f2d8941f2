using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Registry.Values;
using OpcSpaces.Model.Usage;
using OpcSpaces.Model.Usage.Metrics;

namespace OpcSpaces.Model.Tests.Usage.Metrics;

public class ZoneUseTests
{
    [Fact]
    public void Frequency_occupancy_and_utilisation_are_those_of_the_source()
    {
        // A week of 45 open hours (ES Central: 30 of 45 are used, 66.67 %), in which one of four desks is used for half an hour in 30 hours.
        var community = new TestCommunity();
        var span = community.Span("2026-03-02", "2026-03-08");
        var history = community.History(span, (place, hour) => TestCommunity.Sure(place, place.Point == "desk/1" && hour / 24 < 5 && hour % 24 is >= 9 and < 15 ? 30 : 0));

        var use = ZoneUse.Of(history, [0, 1, 2, 3], MetricRules.Default);

        Equal(30 / 45.0, 1, use.Frequency);
        Equal(0.125, 1, use.Occupancy!.Value);
        Equal(30 / 45.0 * 0.125, 1, use.Utilisation!.Value);
        Equal(15 / 180.0, 1, use.PlaceUse);
        Equal(15, 1, use.SeatHours);
        Equal(15 / 45.0, 1, use.Mean);
        Equal(0.5, 1, use.Peak);
        Assert.Equal(span.StartMs(9), use.PeakStartMs);
        Assert.Equal("seat-hours", use.SeatHours.Unit);
    }

    [Fact]
    public void Use_outside_of_opening_hours_counts_as_seat_hours_and_not_as_frequency()
    {
        var community = new TestCommunity();
        var history = community.History(community.Span("2026-03-02", "2026-03-02"), (place, hour) => TestCommunity.Sure(place, hour == 20 ? 60 : 0));
        var use = ZoneUse.Of(history, [0, 1, 2, 3], MetricRules.Default);
        Equal(0, 1, use.Frequency);
        Equal(0, 1, use.PlaceUse);
        Equal(0, 1, use.Utilisation!.Value);
        Assert.Equal("it was never in use", use.Occupancy!.Value.Why);
        Equal(4, 1, use.SeatHours);
    }

    [Theory]
    [InlineData(0, 1.0)]
    [InlineData(9, 0.95)]
    [InlineData(10, 0.944)]
    public void Below_the_threshold_there_is_no_number(int unknownHours, double coverage)
    {
        // 180 desk-hours are open.
        var community = new TestCommunity();
        var history = community.History(
            community.Span("2026-03-02", "2026-03-06"),
            (place, hour) => place.Point == "desk/1" && hour % 24 is >= 9 and < 18 && ((hour / 24) * 9) + (hour % 24) - 9 < unknownHours ? null : TestCommunity.Sure(place, 30));
        var use = ZoneUse.Of(history, [0, 1, 2, 3], MetricRules.Default);
        Assert.Equal(coverage, use.PlaceUse.Coverage, 0.001);
        // One of four desks is too much for an hour, and nine of 45 hours are too many for figures of hours.
        foreach (var figure in (Figure[])[use.Frequency, use.Occupancy!.Value, use.Utilisation!.Value, use.Peak])
        {
            Assert.Equal(1 - (unknownHours / 45.0), figure.Coverage, 1e-9);
            Assert.Equal(unknownHours == 0, figure.IsSufficient);
        }

        foreach (var figure in (Figure[])[use.PlaceUse, use.Mean])
        {
            Assert.Equal(unknownHours < 10, figure.IsSufficient);
            if (unknownHours < 10) continue;
            Assert.Equal((null, null, null), (figure.Value, figure.Low, figure.High));
            Assert.Equal("94.4 % is known, and 95 % is needed", figure.Why);
        }

        Assert.Equal(unknownHours == 0, use.PeakStartMs is not null);
        // Another threshold is another answer.
        Equal(0.5, coverage, ZoneUse.Of(history, [0, 1, 2, 3], MetricRules.Default with { LeastCoverage = 0.9 }).PlaceUse);
    }

    [Fact]
    public void Unknown_time_is_left_out_of_shares_and_raises_the_upper_bound_of_amounts()
    {
        var community = new TestCommunity(desks: 1);
        var history = community.History(community.Span("2026-03-02", "2026-03-02"), (place, hour) => hour == 9 ? null : TestCommunity.Sure(place, 60));
        var use = ZoneUse.Of(history, [0], MetricRules.Default with { LeastCoverage = 0.5 });
        Equal(1, 8 / 9.0, use.PlaceUse);
        Assert.Equal((23, 23, 24), (use.SeatHours.Value, use.SeatHours.Low, use.SeatHours.High));
    }

    [Fact]
    public void Intervals_come_from_the_percentiles_that_gateways_seal()
    {
        var community = new TestCommunity(desks: 1);
        var history = community.History(community.Span("2026-03-02", "2026-03-02"), (place, hour) => new PlaceUsage(place.Point, TestCommunity.Hour, 0, TestCommunity.Hour, 1_800_000, 900_000, 2_700_000, null));
        var use = ZoneUse.Of(history, [0], MetricRules.Default);
        Assert.Equal((0.5, 0.25, 0.75), (use.PlaceUse.Value, use.PlaceUse.Low, use.PlaceUse.High));
        Assert.Equal((12, 6, 18), (use.SeatHours.Value, use.SeatHours.Low, use.SeatHours.High));
        Assert.Equal((1, 1, 1), (use.Frequency.Value, use.Frequency.Low, use.Frequency.High));
        var doubtful = community.History(community.Span("2026-03-02", "2026-03-02"), (place, hour) => new PlaceUsage(place.Point, TestCommunity.Hour, 0, TestCommunity.Hour, 1_800_000, 0, 2_700_000, null));
        Assert.Equal((1, 0, 1), (ZoneUse.Of(doubtful, [0], MetricRules.Default).Frequency is var f ? (f.Value, f.Low, f.High) : default));
    }

    [Fact]
    public void Out_of_service_desks_and_announced_absences_are_not_available_and_their_data_stays()
    {
        var community = new TestCommunity();
        community.With(
            new OutOfService("hub", "z1", "desk/1", new(2026, 3, 2), "x", new(2026, 3, 3)), community.Lease("t", "2026-01-01", null, "desk/2"), new Absence("hub", "t", new(2026, 3, 2), new(2026, 3, 6)));
        var span = community.Span("2026-03-02", "2026-03-06");
        var history = community.History(span, (place, hour) => TestCommunity.Sure(place, place.Point is "desk/1" or "desk/2" ? 60 : 0));
        var use = ZoneUse.Of(history, [0, 1, 2, 3], MetricRules.Default);
        // desk/1 on three of five dates, desk/2 on none, two desks on all.
        Equal(3 / 13.0, 1, use.PlaceUse);
        Assert.Equal(24L * TestCommunity.Hour, history.WholeDay(0, 0).ExpectedMs);
        Assert.Equal("there is no available time", ZoneUse.Of(history, [1], MetricRules.Default).PlaceUse.Why);
    }

    [Fact]
    public void Rooms_have_no_occupancy_because_records_have_no_numbers_of_people()
    {
        var community = new TestCommunity().With(new Zone("hub", "m", "f", "m", Model.Spaces.ZoneKind.MeetingRoom), new Room("hub", "m", "room/1", "m", 8, Tags.None));
        var history = community.History(community.Span("2026-03-02", "2026-03-02"), (place, hour) => TestCommunity.Sure(place, hour == 10 ? 60 : 0));
        var use = ZoneUse.Of(history, history.Places.Where(place => !place.IsDesk), MetricRules.Default);
        Equal(1 / 9.0, 1, use.Frequency);
        Assert.Null(use.Occupancy);
        Assert.Null(use.Utilisation);
    }

    [Fact]
    public void Stays_that_were_cut_are_counted_apart_and_too_many_of_them_leave_no_quantile()
    {
        var community = new TestCommunity(desks: 1);
        var span = community.Span("2026-03-02", "2026-03-02");
        var whole = community.History(span, (place, hour) => TestCommunity.Sure(place, 0) with { Use = hour is >= 9 and < 19 ? new PlaceUse(0, 600_000, 1, [(hour - 8) * 600, 60], 0) : null });
        var dwell = DwellTimes.Of(whole, [0], MetricRules.Default);
        Assert.Equal((20, 0), (dwell.Stays, dwell.CutStays));
        Equal(1, 1, dwell.Quantile(0.5));
        Equal(80, 1, dwell.Quantile(0.9));
        Equal(100, 1, dwell.Quantile(1));
        var one = DwellTimes.Of(community.History(span, (place, hour) => TestCommunity.Sure(place, 0) with { Use = new PlaceUse(0, 0, 1, [hour * 60], hour == 23 ? 1 : 0) }), [0], MetricRules.Default).Quantile(0.5);
        Assert.Equal((11, 11, 12), (one.Value, one.Low, one.High));
        var cut = DwellTimes.Of(community.History(span, (place, hour) => TestCommunity.Sure(place, 0) with { Use = new PlaceUse(0, 0, 1, [60], 1) }), [0], MetricRules.Default);
        Assert.Equal((24, 24), (cut.Stays, cut.CutStays));
        Assert.Equal("50 % is known, and 95 % is needed", cut.Quantile(0.5).Why);
        Assert.Equal("no stay has ended", DwellTimes.Of(community.History(span, (place, _) => TestCommunity.Sure(place, 0)), [0], MetricRules.Default).Quantile(0.5).Why);
    }

    internal static void Equal(double value, double coverage, Figure figure)
    {
        Assert.NotNull(figure.Value);
        Assert.Equal(value, figure.Value.Value, 1e-9);
        Assert.Equal(coverage, figure.Coverage, 1e-3);
        Assert.InRange(figure.Value.Value, figure.Low!.Value - 1e-9, figure.High!.Value + 1e-9);
    }
}
