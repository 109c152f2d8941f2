using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Wire.Tests.Outbox;

public sealed class ClockHistoryTests
{
    private const long Hour = 3_600_000;
    private const long Nine = 1_772_442_000_000; // 2026-03-02 09:00 UTC
    private readonly ClockHistory _clock = new();

    [Fact]
    public void A_clock_that_was_behind_and_not_synchronised_was_wrong_since_its_boot()
    {
        Assert.Null(Say(Nine, synchronized: false));
        Assert.Null(Say(Nine + 600_000, synchronized: false)); // the agent was started again
        Assert.Equal(Nine, _clock.UnsureSinceMs);
        Assert.Equal(
            new ClockTurn(ClockTurnKind.Corrected, Nine, Nine + (Hour / 2), Nine + (5 * Hour) + (Hour / 2)),
            Say(Nine + (5 * Hour) + (Hour / 2), synchronized: true, stepMs: 5 * Hour));
        Assert.Null(_clock.UnsureSinceMs);
    }

    [Fact]
    public void A_synchronised_clock_that_is_set_by_hand_is_doubted_until_it_is_set_back()
    {
        Say(Nine, synchronized: true);
        Assert.Equal(new ClockTurn(ClockTurnKind.Doubted, 0, Nine + Hour, Nine + (6 * Hour)), Say(Nine + (6 * Hour), synchronized: false, stepMs: 5 * Hour));
        Assert.True(_clock.IsDoubted);
        Assert.Null(Say(Nine + (6 * Hour) + 1, synchronized: false)); // a start of the agent changes nothing
        Assert.True(_clock.IsDoubted);
        Assert.Equal(new ClockTurn(ClockTurnKind.Believed, Nine + (6 * Hour), Nine + (7 * Hour), Nine + (2 * Hour)), Say(Nine + (2 * Hour), synchronized: false, stepMs: -5 * Hour));
        Assert.False(_clock.IsDoubted);
    }

    [Theory]
    [InlineData("boot-1", true, true)]
    [InlineData("boot-2", false, true)]
    [InlineData("boot-2", null, true)]
    [InlineData("boot-1", false, false)]
    public void A_doubted_clock_is_believed_when_it_is_synchronised_and_after_another_boot(string boot, bool? synchronized, bool isBelieved)
    {
        Say(Nine, synchronized: true);
        Say(Nine + Hour, synchronized: false, stepMs: 90_000);
        var turn = Say(Nine + (2 * Hour), synchronized, boot: boot);
        Assert.Equal(isBelieved ? new ClockTurn(ClockTurnKind.Believed, Nine + Hour, Nine + (2 * Hour), Nine + (2 * Hour)) : (ClockTurn?)null, turn);
        Assert.Equal(!isBelieved, _clock.IsDoubted);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public void Otherwise_the_time_before_was_wrong_since_the_last_step(bool? before, bool? now)
    {
        Say(Nine, before);
        Assert.Equal(new ClockTurn(ClockTurnKind.Corrected, Nine, Nine + Hour, Nine + (6 * Hour)), Say(Nine + (6 * Hour), before, stepMs: 5 * Hour));
        Assert.Equal(new ClockTurn(ClockTurnKind.Corrected, Nine + (6 * Hour), Nine + (7 * Hour), Nine + (2 * Hour)), Say(Nine + (2 * Hour), now, stepMs: -5 * Hour));
    }

    [Fact]
    public void Only_the_time_without_synchronisation_was_wrong()
    {
        Say(Nine, synchronized: true);
        Say(Nine + (9 * Hour), synchronized: false);
        Assert.Equal(Nine + (9 * Hour), Say(Nine + (12 * Hour), synchronized: true, stepMs: 61_000)!.Value.WrongFromMs);
    }

    [Theory]
    [InlineData(10, 3)]
    [InlineData(3, 3)]
    [InlineData(2, 2)]
    public void At_most_three_days_before_a_step_were_wrong(int daysBefore, int daysWrong)
    {
        const long day = 24 * Hour;
        Say(Nine, synchronized: false);
        var beforeMs = Nine + (daysBefore * day);
        Assert.Equal(beforeMs - (daysWrong * day), Say(beforeMs + Hour, synchronized: true, stepMs: Hour)!.Value.WrongFromMs);
    }

    [Theory]
    [InlineData(60_000)]
    [InlineData(-60_000)]
    [InlineData(null)]
    public void A_step_of_a_minute_changes_nothing(int? stepMs)
    {
        Say(Nine, synchronized: true);
        Assert.Null(Say(Nine + Hour, synchronized: false, stepMs));
    }

    [Fact]
    public void A_clock_that_was_not_set_leaves_nothing_to_take_back()
    {
        Say(10_000, synchronized: false);
        Assert.Null(_clock.UnsureSinceMs);
        Assert.Null(Say(Nine, synchronized: true, stepMs: Nine - 20_000));
    }

    [Fact]
    public void What_was_placed_by_a_wrong_clock_is_wrong_as_well()
    {
        Say(10_000, synchronized: false);
        Say(Nine, synchronized: false, stepMs: Nine - 610_000); // after ten minutes it was taken as it is
        Assert.Equal(Nine - 600_000, Say(Nine + (6 * Hour), synchronized: true, stepMs: 5 * Hour)!.Value.WrongFromMs);
    }

    [Fact]
    public void A_doubted_clock_that_starts_in_1970_is_believed_from_its_start_when_it_is_set()
    {
        Say(Nine, synchronized: true);
        Say(Nine + Hour, synchronized: false, stepMs: 90_000);
        Assert.Null(Say(10_000, synchronized: false, boot: "boot-2"));
        Assert.True(_clock.IsDoubted);
        Assert.Equal(ClockTurnKind.Believed, Say(Nine + (2 * Hour), synchronized: true, stepMs: Nine + (2 * Hour) - 310_000, boot: "boot-2")!.Value.Kind);
    }

    [Fact]
    public void A_clock_that_is_set_to_1970_is_doubted()
    {
        Say(Nine, synchronized: false);
        Assert.Equal(ClockTurnKind.Doubted, Say(10_000, synchronized: false, stepMs: 10_000 - Nine - Hour)!.Value.Kind);
        Assert.Equal(new ClockTurn(ClockTurnKind.Believed, Nine + Hour, 20_000, Nine + Hour), Say(Nine + Hour + 10_000, synchronized: false, stepMs: Nine + Hour - 10_000));
    }

    [Fact]
    public void A_synchronised_boot_before_the_newest_time_says_that_the_boot_before_was_wrong()
    {
        Say(Nine + (5 * Hour), synchronized: true);
        Assert.Equal(
            new ClockTurn(ClockTurnKind.Corrected, Nine + (5 * Hour), Nine + (6 * Hour), Nine + Hour),
            Say(Nine + Hour, synchronized: true, stepMs: -5 * Hour, boot: "boot-2"));
    }

    [Theory]
    [InlineData(5 * Hour, false, true)]
    [InlineData(null, false, true)]
    [InlineData(5 * Hour, true, false)]
    [InlineData(5 * Hour, null, false)]
    public void Where_statements_were_left_out_only_a_clock_that_is_not_synchronised_is_doubted(long? stepMs, bool? now, bool isDoubted)
    {
        Say(Nine, synchronized: null);
        var turn = _clock.Take(new ClockStatement { Boot = "boot-1", WallMs = Nine + (6 * Hour), MonotonicMs = 1, Synchronized = now, StepMs = stepMs, LeftOut = 3 });
        Assert.Equal((isDoubted ? ClockTurnKind.Doubted : ClockTurnKind.Corrected, Nine + (6 * Hour) - (stepMs ?? 0)), (turn!.Value.Kind, turn.Value.BeforeMs));
        Assert.Equal(isDoubted, _clock.IsDoubted);
        Assert.Null(_clock.Take(new ClockStatement { Boot = "boot-1", WallMs = Nine + (7 * Hour), MonotonicMs = 1, Synchronized = now, LeftOut = 1 }));
        Assert.Equal(isDoubted, _clock.IsDoubted);
    }

    [Fact]
    public void A_boot_that_was_ahead_is_found_out_once_the_next_one_is_synchronised()
    {
        Say(Nine + (2 * Hour), synchronized: false);
        Assert.Null(Begin(Nine + 600_000, earlierMs: Nine + (2 * Hour) + 300_000));
        Assert.Equal(
            new ClockTurn(ClockTurnKind.Corrected, Nine + (2 * Hour), Nine + (2 * Hour) + 300_000, Nine + 660_000),
            Say(Nine + 660_000, synchronized: true, boot: "boot-2", monotonicMs: 60_001));
        Assert.Null(Say(Nine + 700_000, synchronized: false, boot: "boot-2"));
        Assert.Null(Say(Nine + 800_000, synchronized: true, boot: "boot-2", monotonicMs: 200_001)); // once
    }

    [Fact]
    public void Also_when_the_time_of_that_boot_is_over_by_then()
    {
        Say(Nine + (2 * Hour), synchronized: false);
        Begin(Nine + 600_000, earlierMs: Nine + (2 * Hour) + 300_000);
        Assert.Equal(
            new ClockTurn(ClockTurnKind.Corrected, Nine + (2 * Hour), Nine + (6 * Hour), Nine + (6 * Hour)) { WrongUntilMs = Nine + (2 * Hour) + 300_000 },
            Say(Nine + (6 * Hour), synchronized: true, boot: "boot-2", monotonicMs: (6 * Hour) - 599_999));
    }

    [Fact]
    public void What_is_placed_begins_when_the_boot_began()
    {
        Say(Nine + (2 * Hour), synchronized: false);
        Begin(10_000, earlierMs: Nine + (3 * Hour));
        Assert.Equal(
            new ClockTurn(ClockTurnKind.Corrected, Nine + (2 * Hour), Nine + (3 * Hour), Nine),
            Say(Nine + 600_000, synchronized: true, stepMs: Nine - 10_000, boot: "boot-2", monotonicMs: 600_001));
    }

    [Fact]
    public void A_boot_that_was_wrong_itself_and_the_one_before_it_are_corrected_together()
    {
        Say(Nine + (4 * Hour), synchronized: false);
        Begin(Nine + (2 * Hour), earlierMs: Nine + (5 * Hour));
        Assert.Equal(
            new ClockTurn(ClockTurnKind.Corrected, Nine + (2 * Hour), Nine + (5 * Hour), Nine + 600_000),
            Say(Nine + 600_000, synchronized: true, stepMs: -2 * Hour, boot: "boot-2", monotonicMs: 600_001));
    }

    [Fact]
    public void Of_several_boots_the_one_with_the_newest_time_is_judged()
    {
        Say(Nine + (4 * Hour), synchronized: false);
        Begin(Nine, earlierMs: Nine + (5 * Hour));
        Begin(Nine + Hour, earlierMs: Nine + 600_000, boot: "boot-3");
        Assert.Equal(
            new ClockTurn(ClockTurnKind.Corrected, Nine + (4 * Hour), Nine + (5 * Hour), Nine + Hour + 1_000),
            Say(Nine + Hour + 1_000, synchronized: true, boot: "boot-3", monotonicMs: 1_001));
    }

    /// <summary>The boot that was ahead, one that was never synchronised and made its mark over the newest time, and one that is synchronised from its beginning.</summary>
    [Fact]
    public void A_boot_that_is_synchronised_from_its_beginning_judges_the_one_before_the_last()
    {
        Say(Nine + (2 * Hour), synchronized: false);
        Assert.Null(Begin(Nine, earlierMs: Nine + (3 * Hour)));
        Assert.Equal(
            new ClockTurn(ClockTurnKind.Corrected, Nine + (2 * Hour), Nine + (3 * Hour), Nine + 2_400_000) { WrongUntilMs = Nine + (3 * Hour) },
            Say(Nine + 2_400_000, synchronized: true, boot: "boot-3"));
        Assert.Null(_clock.Save().Earlier);
    }

    [Fact]
    public void When_that_boot_was_set_too_both_are_corrected_together()
    {
        Say(Nine + (2 * Hour), synchronized: false);
        Begin(Nine + Hour, earlierMs: Nine + (3 * Hour));
        Assert.Equal(
            new ClockTurn(ClockTurnKind.Corrected, Nine + Hour, Nine + (3 * Hour), Nine + 600_000),
            Say(Nine + 600_000, synchronized: true, stepMs: -Hour, boot: "boot-3"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_boot_in_between_that_is_doubted_changes_nothing_about_it(bool isFirstSynchronized)
    {
        Say(Nine + (2 * Hour), synchronized: false);
        Begin(Nine, earlierMs: Nine + (3 * Hour));
        LeaveOut(Nine + 600_000, "boot-2");
        Assert.True(_clock.IsDoubted);
        if (!isFirstSynchronized) Begin(Nine + 1_200_000, earlierMs: Nine + 900_000, boot: "boot-3");
        Assert.Equal(
            new ClockTurn(ClockTurnKind.Corrected, Nine + (2 * Hour), Nine + (3 * Hour), Nine + 1_260_000) { WrongUntilMs = Nine + (3 * Hour) },
            Say(Nine + 1_260_000, synchronized: true, boot: "boot-3", monotonicMs: isFirstSynchronized ? 1 : 60_001));
        Assert.False(_clock.IsDoubted);
    }

    /// <summary>Each began after the newest time of the one before, by a clock that was further ahead.</summary>
    [Theory]
    [InlineData(-2 * Hour, Nine + (2 * Hour))]
    [InlineData(3 * Hour, Nine + (4 * Hour))]
    [InlineData(5 * Hour, Nine + (6 * Hour))]
    [InlineData(7 * Hour, null)]
    public void All_boots_that_were_ahead_of_a_later_one_are_found_out(long nowMs, long? wrongFromMs)
    {
        Say(Nine + (2 * Hour), synchronized: false);
        Begin(Nine + (4 * Hour), earlierMs: Nine + (3 * Hour));
        Begin(Nine + (6 * Hour), earlierMs: Nine + (5 * Hour), boot: "boot-3");
        Begin(Nine, earlierMs: Nine + (7 * Hour), boot: "boot-4");
        Assert.Equal(wrongFromMs, Say(Nine + nowMs, synchronized: true, boot: "boot-5")?.WrongFromMs);
    }

    [Fact]
    public void Not_more_than_eight_of_them_are_remembered()
    {
        Say(Nine, synchronized: false);
        for (var boot = 1; boot <= 20; boot++) Begin(Nine + (2 * boot * Hour), earlierMs: Nine + (((2 * boot) - 1) * Hour), boot: $"ahead-{boot}");
        Assert.Equal(Nine + (24 * Hour), Say(Nine - Hour, synchronized: true, boot: "last")!.Value.WrongFromMs);
    }

    /// <summary>The boot in between had a clock that was not set: what it said belongs to no hour, so there is nothing to take back of three days.</summary>
    [Fact]
    public void A_boot_in_between_whose_clock_was_not_set_does_not_say_since_when_the_time_was_wrong()
    {
        Say(Nine + (2 * Hour), synchronized: false);
        Begin(10_000, earlierMs: Nine + (3 * Hour));
        Assert.Equal(
            new ClockTurn(ClockTurnKind.Corrected, Nine + (2 * Hour), Nine + (3 * Hour), Nine),
            Say(Nine, synchronized: true, stepMs: -3 * Hour, boot: "boot-3"));
    }

    /// <summary>A kernel that calls a clock synchronised which shows 1970 has not got a time server.</summary>
    [Fact]
    public void A_clock_that_is_not_set_judges_nothing_yet()
    {
        Say(Nine + (2 * Hour), synchronized: false);
        Begin(Nine, earlierMs: Nine + (3 * Hour));
        Assert.Equal(ClockTurnKind.Doubted, Say(10_000, synchronized: true, stepMs: 10_000 - Nine - 600_000, boot: "boot-2", monotonicMs: 600_001)!.Value.Kind);
        Assert.NotNull(_clock.Save().Earlier);
        Assert.Equal(
            (ClockTurnKind.Corrected, Nine + (2 * Hour)),
            Say(Nine + 660_000, synchronized: true, stepMs: Nine + 660_000 - 70_000, boot: "boot-2", monotonicMs: 660_001) is { } turn ? (turn.Kind, turn.WrongFromMs) : default);
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(60_000, true)]
    [InlineData(2 * Hour, false)]
    [InlineData(2 * Hour, null)]
    public void Nothing_is_taken_back_of_a_boot_that_was_not_ahead_or_of_which_nobody_knows(long aheadMs, bool? synchronized)
    {
        Say(Nine + aheadMs - 300_000, synchronized: false);
        Begin(Nine, earlierMs: Nine + aheadMs);
        Assert.Null(Say(Nine + 600_000, synchronized, boot: "boot-2", monotonicMs: 600_001));
    }

    [Fact]
    public void What_it_knows_can_be_kept()
    {
        Say(Nine, synchronized: true);
        Say(Nine + Hour, synchronized: false, stepMs: 90_000);
        var again = new ClockHistory();
        again.Load(_clock.Save());
        Assert.True(again.IsDoubted);
        Assert.Equal(_clock.Save(), again.Save());
    }

    [Fact]
    public void And_so_can_the_boot_that_is_not_judged_yet()
    {
        Say(Nine + (2 * Hour), synchronized: false);
        Begin(Nine, earlierMs: Nine + (3 * Hour));
        var again = new ClockHistory();
        again.Load(_clock.Save());
        Assert.Equal(new EarlierBoot(Nine + (2 * Hour), Nine + (3 * Hour), 1), again.Save().Earlier);
    }

    private void LeaveOut(long wallMs, string boot) =>
        _clock.Take(new ClockStatement { Boot = boot, WallMs = wallMs, MonotonicMs = 1, Synchronized = false, LeftOut = 1 });

    private ClockTurn? Begin(long wallMs, long earlierMs, string boot = "boot-2") =>
        _clock.Take(new ClockStatement { Boot = boot, WallMs = wallMs, MonotonicMs = 1, Synchronized = false, EarlierMs = earlierMs });

    private ClockTurn? Say(long wallMs, bool? synchronized, long? stepMs = null, string boot = "boot-1", long monotonicMs = 1) =>
        _clock.Take(new ClockStatement { Boot = boot, WallMs = wallMs, MonotonicMs = monotonicMs, Synchronized = synchronized, StepMs = stepMs });
}
