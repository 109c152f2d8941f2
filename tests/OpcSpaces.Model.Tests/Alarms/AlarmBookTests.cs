using OpcSpaces.Model.Alarms;
using OpcSpaces.Model.Alarms.Books;
using OpcSpaces.Model.Alarms.Conditions;
using OpcSpaces.Model.Places;
using OpcSpaces.Testing;

namespace OpcSpaces.Model.Tests.Alarms;

/// <summary>When alarms are raised and cleared.</summary>
public sealed class AlarmBookTests
{
    private static readonly AlarmKey Air = new(AlarmKind.Co2High, AlarmSubject.Of(new PointKey("hub", "open-1", "env/1")));
    private static readonly AlarmKey Dead = new(AlarmKind.GatewaySilent, AlarmSubject.Of(new GatewayKey("hub", "gw-1")));
    private static readonly AlarmKey Door = new(AlarmKind.DoorForced, AlarmSubject.Of(new PointKey("hub", "open-1", "door/1")));
    private static readonly DateTimeOffset Start = new(2026, 3, 16, 8, 0, 0, TimeSpan.Zero);

    private readonly List<string> _happened = [];
    private AlarmBook _book = new([]);
    private int _minute;

    private DateTimeOffset Now => Start.AddMinutes(_minute);

    [Fact]
    public void A_condition_is_raised_once_it_has_held_for_long_enough_and_cleared_once_it_is_gone_for_long_enough()
    {
        Minutes(10, High());
        Assert.Empty(_happened);
        Minutes(1, High());
        Assert.Equal(["10 Raised Co2High"], _happened);
        Minutes(30, High());
        Minutes(4);
        Minutes(2, High());
        Minutes(6);
        Assert.Equal(["10 Raised Co2High", "52 Cleared Co2High"], _happened);
    }

    [Fact]
    public void A_break_begins_the_wait_anew_and_between_the_thresholds_nothing_is_raised_or_cleared()
    {
        Minutes(9, High());
        Minutes(1);
        Minutes(9, High());
        Minutes(1, High() with { Standing = Standing.Lingers });
        Minutes(10, High());
        Assert.Empty(_happened);
        Minutes(1, High());
        Minutes(600, High() with { Standing = Standing.Lingers });
        Assert.Single(_happened);
    }

    [Fact]
    public void What_nobody_can_tell_neither_raises_nor_clears_and_says_why()
    {
        Minutes(9, High());
        Minutes(60, Finding.Unknown(Air, "its gateway is silent"));
        Assert.Empty(_happened);
        Minutes(3, High());
        Assert.Single(_happened);
        Minutes(60, Finding.Unknown(Air, "its gateway is silent"));
        Assert.Equal("its gateway is silent", Assert.Single(_book.Timers).Unjudged);
        Minutes(1, High());
        Assert.Null(Assert.Single(_book.Timers).Unjudged);
        Assert.Single(_happened);
    }

    [Fact]
    public void What_another_alarm_explains_is_not_raised_while_that_lasts_and_for_a_while_after()
    {
        var explained = High() with { RaiseAfter = TimeSpan.Zero, Causes = [Dead], CauseLasts = TimeSpan.FromMinutes(30) };
        // From its very first judgement on, before the alarm of the cause is raised.
        Minutes(20, Silent(), explained);
        Assert.Equal(["5 Raised GatewaySilent"], _happened);
        Minutes(30, explained);
        Assert.Equal(["5 Raised GatewaySilent", "21 Cleared GatewaySilent"], _happened);
        Minutes(5, explained);
        Assert.Equal("51 Raised Co2High", _happened[^1]);
    }

    [Fact]
    public void Time_in_which_nobody_judged_does_not_count()
    {
        Minutes(5, High());
        _minute += 600;
        Minutes(1, High());
        Assert.Empty(_happened);
        // One step of five minutes at most was counted for the pause.
        Minutes(1, High());
        Assert.Single(_happened);
    }

    [Fact]
    public void A_known_beginning_counts_from_then()
    {
        Minutes(1, High() with { Since = Start.AddHours(-1) });
        Assert.Single(_happened);
    }

    [Fact]
    public void What_was_cleared_and_holds_again_is_another_alarm()
    {
        for (var i = 0; i < 3; i++)
        {
            Minutes(20, High());
            Minutes(20);
        }

        Assert.Equal(6, _happened.Count);
    }

    [Fact]
    public void A_wait_of_weeks_ends_although_the_cloud_is_restarted_each_day()
    {
        var quiet = High() with { RaiseAfter = TimeSpan.FromDays(23) };
        var findings = new AlarmFindings(new Dictionary<AlarmKey, Finding> { [quiet.Key] = quiet }, new Dictionary<AlarmKind, string>());
        var (stored, raised) = (new Dictionary<AlarmKey, AlarmTimer>(), (DateTimeOffset?)null);
        for (var at = Start; raised is null && at < Start.AddDays(40); at = at.AddMinutes(5))
        {
            if (at.TimeOfDay == Start.TimeOfDay) _book = new AlarmBook(stored.Values);
            var turn = _book.Judge(at, findings);
            foreach (var timer in turn.Changed) stored[timer.Key] = timer;
            if (turn.Events.Count > 0) raised = at;
            _book = turn.Next;
        }

        Assert.InRange(raised!.Value, Start.AddDays(23), Start.AddDays(24.5));
    }

    [Fact]
    public void A_level_that_falls_begins_the_wait_anew()
    {
        for (var level = 1_000; level > 0; level -= 10) Minutes(1, High() with { Level = level });
        Assert.Empty(_happened);
        for (var level = 1_000; level < 1_120; level += 10) Minutes(1, High() with { Level = level });
        Assert.Single(_happened);
    }

    [Fact]
    public void Each_later_moment_is_an_alarm_of_its_own_and_none_comes_twice()
    {
        Minutes(1, Forced(Start.AddDays(-2))); // heard of for the first time, and long past
        Assert.Empty(_happened);
        var moment = Start.AddSeconds(30);
        Minutes(40, Forced(moment));
        Assert.Equal(["1 Raised DoorForced", "32 Cleared DoorForced"], _happened);
        Minutes(60, Forced(moment));
        Minutes(1, Forced(moment.AddHours(1)));
        Assert.Equal(3, _happened.Count);
        Assert.NotNull(Assert.Single(_book.Timers).AlarmId);
    }

    [Fact]
    public void A_moment_is_an_alarm_whether_or_not_anybody_can_tell_how_it_is_now()
    {
        Minutes(60, Forced(Start) with { Standing = Standing.Unknown });
        Assert.Equal(["0 Raised DoorForced"], _happened);
    }

    [Fact]
    public void An_id_has_128_bits_of_what_the_alarm_is_about() => Assert.Matches("^20260316T080000000-[0-9a-f]{32}$", AlarmIds.Of(Air, Start));

    [Fact]
    public void Several_moments_while_the_alarm_is_open_are_one_alarm()
    {
        for (var i = 0; i < 20; i++) Minutes(1, Forced(Now));
        Minutes(120, Forced(Now.AddMinutes(-1)));
        Assert.Equal(2, _happened.Count);
    }

    [Fact]
    public void What_lasts_is_counted_anew_although_something_of_before_is_still_known_in_between()
    {
        var held = new Finding(Door, Standing.Holds, "held") { RaiseAfter = TimeSpan.FromMinutes(10), ClearAfter = TimeSpan.FromMinutes(5) };
        var before = Forced(Start.AddHours(-25));
        Minutes(9, held);
        Minutes(1, before);
        Minutes(10, held);
        Assert.Empty(_happened);
        Minutes(1, held);
        Assert.Equal(["20 Raised DoorForced"], _happened);
    }

    /// <summary>What is stored at each turn is all that a cloud has after a kill.</summary>
    [Fact]
    public void A_book_that_is_read_again_at_any_time_raises_nothing_twice_and_loses_nothing()
    {
        var seed = Seed.Take();
        var random = new Random(seed.Value);
        var (stored, open) = (new Dictionary<AlarmKey, AlarmTimer>(), new HashSet<AlarmKey>());
        var raised = 0;
        for (_minute = 0; _minute < 20_000; _minute++)
        {
            if (random.Next(50) == 0) _book = new AlarmBook(stored.Values);
            List<Finding> found = [];
            if (_minute / 200 % 2 == 0) found.Add(High() with { Standing = random.Next(30) == 0 ? Standing.Lingers : Standing.Holds });
            if (_minute / 300 % 2 == 0) found.Add(Silent());
            var turn = _book.Judge(Now, new AlarmFindings(found.ToDictionary(it => it.Key), new Dictionary<AlarmKind, string>()));
            foreach (var happened in turn.Events)
            {
                if (happened.Kind == AlarmEventKind.Raised) Assert.True(open.Add(happened.Key), $"{seed.HowToRepeat}: {happened} is open already");
                else Assert.True(open.Remove(happened.Key), $"{seed.HowToRepeat}: {happened} is not open");
                raised += happened.Kind == AlarmEventKind.Raised ? 1 : 0;
            }

            foreach (var timer in turn.Changed) stored[timer.Key] = timer;
            foreach (var key in turn.Dropped) stored.Remove(key);
            // A kill between the judgement and the commit is a judgement that was not made.
            _book = turn.Next;
        }

        Assert.Equal(open.Order(Comparer<AlarmKey>.Create((a, b) => a.Kind.CompareTo(b.Kind))), stored.Values.Where(timer => timer.IsOpen).Select(timer => timer.Key).Order(Comparer<AlarmKey>.Create((a, b) => a.Kind.CompareTo(b.Kind))));
        Assert.True(raised >= 33, $"{seed.HowToRepeat}: {raised}"); // each silence is one alarm, at least
    }

    private static Finding High() => new(Air, Standing.Holds, "1,600 ppm") { RaiseAfter = TimeSpan.FromMinutes(10), ClearAfter = TimeSpan.FromMinutes(5) };

    private static Finding Silent() => new(Dead, Standing.Holds, "it is offline") { RaiseAfter = TimeSpan.FromMinutes(5), ClearAfter = TimeSpan.FromMinutes(1) };

    private static Finding Forced(DateTimeOffset moment) => new(Door, Standing.Lingers, "forced") { Moment = moment, ClearAfter = TimeSpan.FromMinutes(30) };

    private void Minutes(int count, params Finding[] findings)
    {
        for (var i = 0; i < count; i++, _minute++)
        {
            var turn = _book.Judge(Now, new AlarmFindings(findings.ToDictionary(finding => finding.Key), new Dictionary<AlarmKind, string>()));
            _book = turn.Next;
            _happened.AddRange(turn.Events.Select(happened => $"{_minute} {happened.Kind} {happened.Key.Kind}"));
        }
    }
}
