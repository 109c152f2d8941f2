using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Tests.Sensing.Presence;

/// <summary>The expected occupied time of hours, and how sure it is. The bench starts at a full hour.</summary>
public sealed class PlaceHoursTests
{
    private const long HourMs = 3_600_000;

    [Fact]
    public void An_hour_of_steady_movement_is_occupied_for_sure()
    {
        using var bench = Started();
        bench.Move(180);
        bench.Minutes(180);
        var hour = Hour(bench, 2);
        Assert.Equal(3600, hour.KnownSeconds);
        Assert.InRange(hour.LowSeconds, 3500, 3600);
        Assert.InRange(hour.ExpectedSeconds, 3500, 3600);
    }

    [Fact]
    public void An_hour_in_which_nothing_moves_is_free_for_sure()
    {
        using var bench = Started();
        bench.Minutes(12 * 60);
        Assert.Equal(new OccupiedHour(bench.Hours[^1].StartMs, 3600, 0, 0, 0), bench.Hours[^1]);
    }

    [Fact]
    public void Hours_begin_as_in_the_time_zone()
    {
        const long wall = 1_772_442_000_000; // 2026-03-02 09:00 UTC
        var hours = new List<OccupiedHour>();
        var place = new PlaceHours(new LearnedPlace(), hours.Add, phaseMs: 900_000);
        place.Know(0, true);
        place.Settle(5 * HourMs, wall + (5 * HourMs));
        Assert.Equal([1, 2, 3], hours.Select(hour => (hour.StartMs - wall - 900_000) / (double)HourMs));
    }

    [Fact]
    public void Hours_are_settled_in_order_each_once_and_at_most_two_hours_after_they_ended()
    {
        using var bench = Started();
        for (var i = 0; i < 20; i++)
        {
            bench.Move(11);
            bench.Minutes(28);
            var latest = bench.Hours.Count == 0 ? 0 : bench.Hours[^1].StartMs;
            Assert.True(bench.Time.GetUtcNow().ToUnixTimeMilliseconds() - latest < 4 * HourMs || bench.Hours.Count == 0);
        }

        Assert.Equal(bench.Hours.Select(hour => hour.StartMs).Distinct().Order(), bench.Hours.Select(hour => hour.StartMs));
        Assert.All(bench.Hours.Zip(bench.Hours.Skip(1)), pair => Assert.Equal(HourMs, pair.Second.StartMs - pair.First.StartMs));
        Assert.All(bench.Hours, hour => Assert.Equal(0, hour.StartMs % HourMs));
    }

    [Fact]
    public void Figures_lie_within_the_known_time_and_the_interval_around_the_middle()
    {
        using var bench = Started();
        for (var i = 0; i < 12; i++)
        {
            bench.Sit(20, everyMinutes: 4);
            bench.Minutes(25);
        }

        bench.Minutes(180);
        Assert.NotEmpty(bench.Hours);
        Assert.All(bench.Hours, hour =>
        {
            Assert.InRange(hour.KnownSeconds, 0, 3600);
            Assert.InRange(hour.LowSeconds, 0, hour.HighSeconds);
            Assert.InRange(hour.HighSeconds, 0, hour.KnownSeconds);
            Assert.InRange(hour.ExpectedSeconds, 0, hour.KnownSeconds);
        });
    }

    [Fact]
    public void Pauses_that_may_be_either_make_a_wide_interval()
    {
        using var bench = Started();
        bench.Move(3);
        bench.Sit(60, everyMinutes: 10);
        bench.Minutes(180);
        var hour = Hour(bench, 0);
        Assert.True(hour.HighSeconds - hour.LowSeconds > 600, $"{hour}");
    }

    [Fact]
    public void Time_in_which_the_detector_was_broken_is_not_known()
    {
        using var bench = Started();
        bench.Minutes(60);
        bench.Move(30);
        bench.Break(0);
        bench.Minutes(200);
        var hour = Hour(bench, 1);
        Assert.InRange(hour.KnownSeconds, 1700, 1900);
        Assert.True(hour.HighSeconds <= hour.KnownSeconds);
        Assert.DoesNotContain(bench.Hours, settled => settled.StartMs > hour.StartMs);
    }

    [Fact]
    public void Somebody_who_passes_a_desk_all_day_is_not_counted_once_the_place_is_known()
    {
        using var bench = Started();
        for (var i = 0; i < 72; i++)
        {
            bench.Trigger();
            bench.Minutes(9.95);
        }

        bench.Minutes(180);
        Assert.All(bench.Hours.Where(hour => hour.StartMs > bench.Hours[0].StartMs + (4 * HourMs)), hour => Assert.True(hour.ExpectedSeconds < 300, $"{hour}"));
    }

    [Fact]
    public void A_pressed_pad_makes_a_quiet_hour_occupied()
    {
        using var bench = PlaceBench.WithHours(EvidenceKind.Motion, EvidenceKind.Contact).Start();
        bench.Minutes(60);
        bench.Set(1, true);
        for (var i = 0; i < 12; i++)
        {
            bench.Trigger();
            bench.Minutes(14.95);
        }

        bench.Set(1, false);
        bench.Minutes(200);
        Assert.InRange(Hour(bench, 2).LowSeconds, 3400, 3600);
    }

    [Fact]
    public void A_place_without_detectors_is_as_sure_as_its_levels()
    {
        using var bench = PlaceBench.WithHours(EvidenceKind.Contact).Start();
        bench.Minutes(60);
        bench.Set(0, true);
        bench.Minutes(60);
        bench.Set(0, false);
        bench.Minutes(200);
        Assert.InRange(Hour(bench, 1).ExpectedSeconds, 3300, 3600);
        Assert.InRange(Hour(bench, 3).ExpectedSeconds, 0, 400);
    }

    [Fact]
    public void Where_only_a_plug_tells_people_may_come_and_go_within_the_hour()
    {
        using var bench = PlaceBench.WithHours(EvidenceKind.Power).Start();
        bench.Set(0, false);
        bench.Minutes(180);
        bench.Set(0, true);
        bench.Minutes(180);
        bench.Set(0, false);
        bench.Minutes(200);
        // A plug in standby leaves a doubt, and a whole hour against it is unlikely. Power leaves both possible, also a whole hour.
        Assert.InRange(Hour(bench, 1).HighSeconds, 300, 3500);
        Assert.Equal(0, Hour(bench, 1).LowSeconds);
        Assert.Equal(3600, Hour(bench, 4).HighSeconds);
    }

    [Fact]
    public void A_released_pad_alone_leaves_no_doubt_in_the_interval_of_most_hours()
    {
        using var bench = PlaceBench.WithHours(EvidenceKind.Contact).Start();
        bench.Minutes(24 * 60);
        // The courses are drawn, so a few hours have more of the unlikely ones.
        Assert.True(bench.Hours.Count(hour => hour.HighSeconds == 0) > bench.Hours.Count * 2 / 3);
    }

    [Fact]
    public void With_a_simple_hold_off_hours_are_settled_as_well()
    {
        using var bench = PlaceBench.WithHours(new PresenceConfig { HoldOffSeconds = 600 }, EvidenceKind.Motion).Start();
        bench.Move(120);
        bench.Minutes(200);
        Assert.InRange(Hour(bench, 1).ExpectedSeconds, 3500, 3600);
    }

    [Fact]
    public void Equal_observations_give_equal_figures()
    {
        using var first = Played();
        using var second = Played();
        Assert.NotEmpty(first.Hours);
        Assert.Equal(first.Hours, second.Hours);
    }

    [Fact]
    public void When_the_agent_stops_what_is_left_is_settled_and_the_last_hour_is_known_in_part()
    {
        var bench = Started();
        bench.Move(150);
        var settled = bench.Hours.Count;
        bench.Dispose();
        Assert.True(bench.Hours.Count > settled);
        Assert.InRange(bench.Hours[^1].KnownSeconds, 1700, 1900);
    }

    [Fact]
    public void What_was_learned_serves_the_next_run()
    {
        using var first = Started();
        for (var i = 0; i < 40; i++)
        {
            first.Trigger();
            first.Minutes(9.95);
        }

        var (fresh, learned) = (new LearnedPlace(), first.Learned);
        fresh.See(learned.Model!);
        Assert.True(Odds(learned) < Odds(fresh) - 0.5, $"{Odds(learned)}, {Odds(fresh)}");

        static double Odds(LearnedPlace place)
        {
            var (stay, absence) = place.Chances(600, isOver: true);
            return Math.Log(stay / absence);
        }
    }

    private static PlaceBench Started() => PlaceBench.WithHours(EvidenceKind.Motion).Start();

    private static PlaceBench Played()
    {
        var bench = Started();
        for (var i = 0; i < 8; i++)
        {
            bench.Sit(35, everyMinutes: 3);
            bench.Minutes(14);
        }

        bench.Minutes(180);
        return bench;
    }

    // The hour that began so many hours after the first full hour of the bench.
    private static OccupiedHour Hour(PlaceBench bench, int number)
    {
        var start = bench.StartMs - (bench.StartMs % HourMs) + (number * HourMs);
        return Assert.Single(bench.Hours, hour => hour.StartMs == start);
    }
}
