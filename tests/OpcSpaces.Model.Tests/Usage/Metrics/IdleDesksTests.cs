using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Model.Usage.History;
using OpcSpaces.Model.Usage.Metrics;

namespace OpcSpaces.Model.Tests.Usage.Metrics;

public class IdleDesksTests
{
    private static readonly MetricRules Rules = new() { GhostWorkdays = 5, NeverUsedDates = 10 };

    // 2026-03-02 is a Monday. A letter for each date: U used, - unused, ? unknown, h unused in most hours and unknown in some.
    [Theory]
    [InlineData("-------------", IdleState.Idle, 10, 0)]
    [InlineData("U------------", IdleState.Idle, 9, 0)]
    [InlineData("----U--------", IdleState.Idle, 5, 0)]
    [InlineData("-------U-----", IdleState.Used, 4, 0)]
    [InlineData("------------U", IdleState.Idle, 10, 0)] // on a Saturday
    [InlineData("---U-?-------", IdleState.Idle, 6, 0)] // Saturdays do not count
    [InlineData("--U-?--------", IdleState.Idle, 6, 1)] // neither breaks the row nor counts: 6 of 7 are decided
    [InlineData("U--??-----???", IdleState.InsufficientData, 5, 4)] // 5 of 9
    [InlineData("?????????????", IdleState.InsufficientData, 0, 10)]
    [InlineData("U??????-----?", IdleState.Idle, 5, 4, 0.5)]
    [InlineData("----------hh-", IdleState.Idle, 8, 2, 0.5)]
    public void A_ghost_desk_is_leased_and_unused_on_workdays_in_a_row(string dates, IdleState state, int unused, int undecided, double share = 0.8)
    {
        var community = new TestCommunity(desks: 1);
        community.With(community.Lease("t", "2026-01-01", null, "desk/1"));
        Assert.Equal((state, unused, undecided), Told(IdleDesks.Ghost(Days(community, dates), 0, Rules with { GhostDecidedShare = share })));
    }

    [Fact]
    public void Holidays_absences_and_times_out_of_service_are_no_days_of_the_row()
    {
        var community = new TestCommunity(desks: 1);
        community.With(
            community.Lease("t", "2026-01-01", null, "desk/1"), new CalendarDay("hub", new(2026, 3, 3), DayKind.Holiday), new Absence("hub", "t", new(2026, 3, 4), new(2026, 3, 5)),
            new OutOfService("hub", "z1", "desk/1", new(2026, 3, 9), "x", new(2026, 3, 9)), new CalendarDay("hub", new(2026, 3, 8), DayKind.Workday));
        // Left are Monday 2, Friday 6, Sunday 8 (a workday), 10 to 13 March.
        Assert.Equal((IdleState.Idle, 7, 0), Told(IdleDesks.Ghost(Days(community, "-------------"), 0, Rules)));
        // A use on a date that does not count is none: the desk was out of service.
        Assert.Equal((IdleState.Idle, 7, 0), Told(IdleDesks.Ghost(Days(community, "-------U-----"), 0, Rules)));
    }

    [Fact]
    public void The_row_begins_with_the_present_lease_and_the_present_sensor()
    {
        var community = new TestCommunity(desks: 1);
        community.With(community.Lease("s", "2026-01-01", "2026-03-09", "desk/1"), community.Lease("t", "2026-03-10", null, "desk/1"));
        Assert.Equal((IdleState.InsufficientData, 4, 0), Told(IdleDesks.Ghost(Days(community, "-------------"), 0, Rules)));

        var swapped = new TestCommunity(desks: 1);
        swapped.With(swapped.Lease("t", "2026-01-01", null, "desk/1"), Generation(1, "2026-01-01"), Generation(2, "2026-03-10"));
        Assert.Equal((IdleState.InsufficientData, 4, 0), Told(IdleDesks.Ghost(Days(swapped, "-------------"), 0, Rules)));
    }

    [Fact]
    public void A_desk_that_nobody_leases_is_no_ghost_desk() =>
        Assert.Null(IdleDesks.Ghost(Days(new TestCommunity(desks: 1), "-------------"), 0, Rules));

    [Theory]
    [InlineData("-------------", IdleState.Idle, 13, 0)]
    [InlineData("-----------U-", IdleState.Used, 11, 0)]
    [InlineData("?------------", IdleState.InsufficientData, 12, 1)]
    [InlineData("?????????????", IdleState.InsufficientData, 0, 13)]
    [InlineData("?U???????????", IdleState.Used, 0, 1)]
    public void A_desk_was_never_used_only_where_enough_dates_are_decided(string dates, IdleState state, int unused, int undecided) =>
        Assert.Equal((state, unused, undecided), Told(IdleDesks.NeverUsed(Days(new TestCommunity(desks: 1), dates), 0, Rules)));

    [Theory]
    [InlineData(13, IdleState.Idle)]
    [InlineData(14, IdleState.InsufficientData)] // thirteen dates are too few
    public void A_desk_that_was_observed_for_a_few_dates_only_is_not_called_never_used(int dates, IdleState state) =>
        Assert.Equal(state, IdleDesks.NeverUsed(Days(new TestCommunity(desks: 1), "-------------"), 0, Rules with { NeverUsedDates = dates }).State);

    [Fact]
    public void A_finding_says_since_when_the_desk_was_observed()
    {
        var community = new TestCommunity(desks: 1).With(Generation(1, "2026-01-01"), Generation(2, "2026-03-04"));
        community.With(community.Lease("t", "2026-01-01", null, "desk/1"));
        Assert.Equal(new DateOnly(2026, 3, 4), IdleDesks.NeverUsed(Days(community, "-------------"), 0, Rules).Since);
        Assert.Equal(new DateOnly(2026, 3, 5), IdleDesks.NeverUsed(Days(community, "--?----------"), 0, Rules).Since);
        Assert.Null(IdleDesks.NeverUsed(Days(community, "?????????????"), 0, Rules).Since);
        Assert.Equal(new DateOnly(2026, 3, 6), IdleDesks.Ghost(Days(community, "---U---------"), 0, Rules)!.Since);
    }

    [Fact]
    public void A_new_generation_of_the_sensor_starts_a_desk_anew_and_leaves_its_other_figures()
    {
        var community = new TestCommunity(desks: 1).With(Generation(1, "2026-01-01"), Generation(2, "2026-03-05"));
        var history = Days(community, "UUU----------");
        Assert.Equal(IdleState.Idle, IdleDesks.NeverUsed(history, 0, Rules).State);
        Assert.Equal(3, DeskRanking.OpenTime(history, 0).ExpectedMs / TestCommunity.Hour);
        // Within the date of the change both sensors have measured: it counts from the next date on.
        community.With(new Point("hub", "z1", "desk/1", 2, new(2026, 3, 4, 4, 0, 0, TimeSpan.Zero), GenerationReason.Swapped));
        Assert.Equal(10, IdleDesks.NeverUsed(Days(community, "UUU----------"), 0, Rules).UnusedDays);
    }

    private static (IdleState, int, int)? Told(IdleFinding? finding) => finding is null ? null : (finding.State, finding.UnusedDays, finding.UndecidedDays);

    private static Point Generation(int number, string since) =>
        new("hub", "z1", "desk/1", number, new DateTimeOffset(DateTime.Parse(since, null), TimeSpan.FromHours(8)), GenerationReason.Swapped);

    private static UsageHistory Days(TestCommunity community, string dates)
    {
        var span = community.Span("2026-03-02", "2026-03-14");
        return community.History(span, (place, hour) => dates[hour / 24] switch
        {
            'U' => TestCommunity.Sure(place, hour % 24 == 10 ? 60 : 0),
            '-' => TestCommunity.Sure(place, 0),
            'h' => hour % 24 < 20 ? TestCommunity.Sure(place, 0) : null,
            _ => null,
        });
    }
}
