using OpcSpaces.Edge.Sensing.PowerMonitors;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Sensing.PowerMonitors;

/// <summary>Whether somebody works at a place with 30 W in the settings, which is measured every minute.</summary>
public sealed class PowerUseTests
{
    private readonly FakeTime _time = new();
    private readonly PowerUse _use;

    public PowerUseTests() => _use = new PowerUse(30, _time);

    [Fact]
    public void A_computer_that_idles_at_43_W_all_night_is_in_use_from_58_W_on_until_55_W()
    {
        Draw(43, 14);

        Assert.Equal([false, true, true, false], ((double[])[57.9, 58, 55.1, 54.9]).Select(IsActiveAt));
    }

    [Fact]
    public void A_room_that_draws_450_W_at_rest_is_in_use_from_a_tenth_above_it()
    {
        Draw(450, 14);

        Assert.Equal([false, true, true, false], ((double[])[494, 496, 487, 485]).Select(IsActiveAt));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(10)]
    public void A_desk_on_standby_keeps_the_limit_of_the_settings(double standby)
    {
        Draw(standby, 30);

        Assert.Equal([false, true, true, false], ((double[])[29.9, 30, 26.1, standby]).Select(IsActiveAt));
    }

    [Fact]
    public void Working_days_do_not_raise_the_rest()
    {
        for (var day = 0; day < 5; day++)
        {
            Draw(43, 16);
            Draw(70, 8);
            Assert.True(_use.IsActive);
        }
    }

    [Fact]
    public void A_single_zero_in_some_hours_changes_nothing()
    {
        for (var hour = 0; hour < 48; hour++)
        {
            if (hour % 5 == 0) IsActiveAt(0);
            Draw(450, 1);
        }

        Assert.Equal([false, true], ((double[])[490, 500]).Select(IsActiveAt));
    }

    [Fact]
    public void A_single_zero_just_before_the_rest_is_known_changes_nothing()
    {
        Draw(450, 5);
        IsActiveAt(0);
        Draw(450, 13);

        Assert.Equal([false, true], ((double[])[490, 500]).Select(IsActiveAt));
    }

    [Fact]
    public void Before_six_hours_were_measured_nothing_is_learned()
    {
        Draw(25, 5.9);
        Assert.True(IsActiveAt(30));
        IsActiveAt(0);

        Draw(25, 2);
        Assert.False(IsActiveAt(30));
        Assert.True(IsActiveAt(41));
    }

    [Fact]
    public void An_agent_that_starts_in_the_middle_of_the_day_does_not_take_the_work_for_the_rest()
    {
        Draw(70, 9.9);
        Assert.True(_use.IsActive);

        Draw(70, 0.2);
        Assert.False(_use.IsActive);
    }

    [Fact]
    public void Power_above_a_rest_that_is_only_known_since_ten_hours_counts_as_a_new_rise()
    {
        var rises = 0;
        for (var hour = 0; hour < 24; hour++)
        {
            for (var minute = 0; minute < 60; minute++)
            {
                IsActiveAt(hour is >= 8 and < 20 ? 2000 : 450);
                if (_use.HasRisen) rises++;
            }
        }

        Assert.Equal(2, rises);
        Assert.False(_use.IsActive);
    }

    [Fact]
    public void A_device_that_is_added_to_the_rest_does_not_hold_the_place_for_more_than_a_day()
    {
        Draw(450, 30);
        Assert.True(IsActiveAt(500));
        Draw(488, 24);

        Assert.False(_use.IsActive);
    }

    [Fact]
    public void The_rest_follows_within_a_day()
    {
        Draw(43, 48);
        Draw(450, 24);

        Assert.Equal([false, true], ((double[])[490, 500]).Select(IsActiveAt));

        Draw(5, 24);
        Assert.Equal([false, true], ((double[])[29, 31]).Select(IsActiveAt));
    }

    [Fact]
    public void Time_without_measurements_is_no_hour()
    {
        Draw(43, 5.5);
        _use.Lose();
        _time.Advance(TimeSpan.FromDays(3));
        IsActiveAt(0);
        Draw(43, 0.4);

        Assert.True(IsActiveAt(31));
    }

    [Fact]
    public void A_wall_clock_that_is_set_changes_nothing()
    {
        Draw(43, 10);
        _time.JumpWallClock(TimeSpan.FromDays(400));
        Draw(43, 2);
        _time.JumpWallClock(TimeSpan.FromDays(-900));
        Draw(43, 2);

        Assert.Equal([false, true], ((double[])[57, 58]).Select(IsActiveAt));
    }

    private void Draw(double watts, double hours)
    {
        for (var minute = 0; minute < hours * 60; minute++) IsActiveAt(watts);
    }

    private bool IsActiveAt(double watts)
    {
        _time.Advance(TimeSpan.FromMinutes(1));
        _use.Measure(watts);
        return _use.IsActive!.Value;
    }
}
