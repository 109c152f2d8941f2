using OpcSpaces.Edge.Sensing.Climate;

namespace OpcSpaces.Edge.Tests.Sensing.Climate;

/// <summary>What the CO₂ of a room shows of people in it. The air is simulated here as one volume, minute by minute.</summary>
public sealed class AirBalanceTests
{
    private const double Fresh = 430, LitresPerSecond = 0.0052;
    private const int None = 0, Unclear = 2, Clear = 4;

    private double _ppm = Fresh;
    private long _minute;

    /// <summary>One person in an office of 60 m³ with an air change an hour, and with a third of one.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(0.33)]
    public void Somebody_in_an_office_is_clear_within_half_an_hour_and_gone_within_half_an_hour(double changes)
    {
        var air = new AirBalance(null);
        Breathe(air, 120, people: 0, changes);
        Assert.True(air.Grade <= 1, $"{air.Grade}");
        Breathe(air, 30, people: 1, changes);
        Assert.Equal(Clear, air.Grade);
        Breathe(air, 240, people: 1, changes);
        Assert.True(air.Grade >= 3, $"{air.Grade}");
        Breathe(air, 30, people: 0, changes);
        Assert.True(air.Grade <= Unclear, $"{air.Grade}");
    }

    [Fact]
    public void A_hall_shows_nothing_of_one_person()
    {
        var air = new AirBalance(2000);
        Breathe(air, 120, people: 0, changes: 1, cubicMetres: 2000);
        Assert.InRange(air.Grade!.Value, 1, 3);
        Breathe(air, 120, people: 1, changes: 1, cubicMetres: 2000);
        Assert.InRange(air.Grade!.Value, 1, 3);
    }

    [Fact]
    public void An_opened_window_speaks_for_nobody_and_against_nobody()
    {
        var air = new AirBalance(null);
        Breathe(air, 60, people: 0, changes: 0.5);
        Breathe(air, 240, people: 3, changes: 0.5);
        // Somebody is still there.
        Breathe(air, 20, people: 3, changes: 20);
        Assert.InRange(air.Grade!.Value, 1, 3);
    }

    [Fact]
    public void A_sensor_that_reads_too_low_or_too_high_throughout_shows_the_same()
    {
        foreach (var offset in new[] { -90.0, 0, 40 })
        {
            (_ppm, _minute) = (Fresh, 0);
            var air = new AirBalance(null);
            Breathe(air, 26 * 60, people: 0, changes: 1, offset: offset);
            Assert.True(air.Grade <= 1, $"{offset}: {air.Grade}");
            Breathe(air, 60, people: 1, changes: 1, offset: offset);
            Assert.Equal(Clear, air.Grade);
        }
    }

    [Fact]
    public void What_the_air_does_without_people_is_learned_from_the_other_sensors()
    {
        // A cell that airs out by itself, quickly: at first the level that stays up looks the same as with less ventilation and nobody.
        var (taught, untaught) = (new AirBalance(null), new AirBalance(null));
        foreach (var air in new[] { taught, untaught })
        {
            (_ppm, _minute) = (Fresh, 0);
            double? known = air == taught ? 0 : null;
            for (var day = 0; day < 5; day++)
            {
                Breathe(air, 120, people: 2, changes: 0.15, known: air == taught ? 1 : null);
                Breathe(air, 600, people: 0, changes: 0.15, known: known);
            }
        }

        // With so little ventilation the level hardly falls, which without a lesson looks like people.
        Assert.True(taught.Grade <= untaught.Grade, $"{taught.Grade} {untaught.Grade}");
        Assert.Equal(None, taught.Grade);
    }

    [Fact]
    public void Nothing_is_said_before_a_quarter_of_an_hour_and_after_a_gap()
    {
        var air = new AirBalance(null);
        Breathe(air, 19, people: 1, changes: 1);
        Assert.Null(air.Grade);
        Breathe(air, 10, people: 1, changes: 1);
        Assert.NotNull(air.Grade);
        air.Lose();
        Assert.Null(air.Grade);
        Breathe(air, 10, people: 1, changes: 1);
        Assert.Null(air.Grade);
        Breathe(air, 30, people: 1, changes: 1);
        Assert.NotNull(air.Grade);
        _minute += 30;
        Breathe(air, 6, people: 1, changes: 1);
        Assert.Null(air.Grade);
    }

    [Fact]
    public void What_was_learned_of_a_room_can_be_kept_and_figures_that_nobody_can_have_learned_are_refused()
    {
        var (before, after) = (new AirBalance(null), new AirBalance(null));
        for (var day = 0; day < 5; day++)
        {
            Breathe(before, 120, people: 2, changes: 0.15, known: 1);
            Breathe(before, 600, people: 0, changes: 0.15, known: 0);
        }

        var (figures, read) = (new double[before.Figures], new double[before.Figures]);
        before.CopyTo(figures);
        Assert.True(after.TryRestore(figures));
        after.CopyTo(read);
        Assert.Equal(figures, read);
        var (ppm, minute) = (_ppm, _minute);
        Breathe(before, 120, people: 0, changes: 0.15);
        (_ppm, _minute) = (ppm, minute);
        Breathe(after, 120, people: 0, changes: 0.15);
        Assert.Equal(before.Grade, after.Grade);

        foreach (var at in (int[])[0, figures.Length - 2, figures.Length - 1])
        {
            foreach (var wrong in (double[])[double.NaN, -1, 1e6])
            {
                double[] damaged = [.. figures];
                damaged[at] = wrong;
                Assert.False(new AirBalance(null).TryRestore(damaged));
            }
        }

        Assert.False(new AirBalance(null).TryRestore(new double[figures.Length]));
    }

    private void Breathe(AirBalance air, int minutes, int people, double changes, double cubicMetres = 60, double offset = 0, double? known = null)
    {
        for (var until = _minute + minutes; _minute < until; _minute++)
        {
            _ppm += ((people * LitresPerSecond * 60 * 1000 / cubicMetres) - (changes * (_ppm - Fresh) / 60));
            // The last digits of a chip move by themselves.
            var noise = 6 * Math.Sin(_minute * 2.4) * Math.Cos(_minute * 0.9);
            air.Take(_ppm + offset + noise, known, _minute * 60_000);
        }
    }
}
