using OpcSpaces.Points.Hours;

namespace OpcSpaces.Points.Tests.Hours;

public sealed class MetricTallyTests
{
    private const long Hour = MetricHour.LengthMs;
    private const long Start = 1_772_442_000_000; // 2026-03-02 09:00 UTC
    private readonly MetricTally _presence = new(MetricNature.Presence);

    [Fact]
    public void A_reading_holds_until_the_next_one_over_the_ends_of_hours()
    {
        Take(Start + 600_000, PointValue.Of(true));
        Take(Start + Hour + 900_000, PointValue.Of(false));
        Take(Start + (2 * Hour), PointValue.Of(true));

        Assert.Equal(Used(Start, 3_000_000, 3_000_000, 600_000, Hour), _presence.HourAt(Start, long.MinValue));
        Assert.Equal(Used(Start + Hour, Hour, 900_000, 0, 900_000), _presence.HourAt(Start + Hour, long.MinValue));
    }

    [Fact]
    public void The_newest_reading_counts_as_long_as_it_certainly_holds()
    {
        Take(Start, PointValue.Of(true));
        Assert.Equal(Used(Start, 60_000, 60_000, 0, 60_000), _presence.HourAt(Start, Start + 60_000));
        Assert.Equal(Used(Start, Hour, Hour, 0, Hour), _presence.HourAt(Start, Start + (5 * Hour)));
        Assert.Equal(new MetricHour(Start, 0, 0, 0), _presence.HourAt(Start, Start - 1));
        Assert.Equal(Used(Start + Hour, 1, 1, 0, 1), _presence.HourAt(Start + Hour, Start + Hour + 1));
    }

    [Fact]
    public void Unknown_time_is_neither_observed_nor_used()
    {
        Take(Start, PointValue.Of(true));
        _presence.Take(Reading.Unknown(Start + 600_000));
        _presence.Take(new Reading(Start + 1_200_000, PointValue.Of(true), QualityCode.Bad));
        Take(Start + 1_800_000, PointValue.Of(false));
        Assert.Equal(Used(Start, 2_400_000, 600_000, 0, 600_000), _presence.HourAt(Start, Start + Hour));
    }

    [Fact]
    public void People_in_a_room_count_as_use()
    {
        Take(Start, PointValue.Of(3L));
        Take(Start + 600_000, PointValue.Of(0L));
        Assert.Equal(Used(Start, Hour, 600_000, 0, 600_000), _presence.HourAt(Start, Start + Hour));
    }

    [Fact]
    public void A_time_that_goes_back_takes_nothing_back()
    {
        Take(Start, PointValue.Of(true));
        Take(Start + 1_200_000, PointValue.Of(false));
        Take(Start + 600_000, PointValue.Of(true));
        Take(Start + 1_800_000, PointValue.Of(false));
        Assert.Equal(Used(Start, Hour, 1_800_000, 0, 1_800_000), _presence.HourAt(Start, Start + Hour));
    }

    [Fact]
    public void Times_of_a_clock_that_was_not_set_belong_to_no_hour()
    {
        Take(5_000, PointValue.Of(true));
        Assert.Null(_presence.ThroughMs);
        Take(Start, PointValue.Of(false));
        Assert.Equal(new MetricHour(Start, Hour, 0, 0), _presence.HourAt(Start, Start + Hour));
    }

    [Fact]
    public void A_clock_that_jumps_by_years_fills_forty_days_at_most()
    {
        Take(Start, PointValue.Of(true));
        Take(Start + (10L * 365 * 24 * Hour), PointValue.Of(false));
        Assert.Equal(40 * 24, _presence.Save().Hours.Count);
        Assert.Equal(0, _presence.HourAt(Start, Start).ObservedMs);
    }

    [Fact]
    public void A_register_counts_what_it_grew_and_a_new_meter_begins_anew()
    {
        var meter = new MetricTally(MetricNature.Register);
        meter.Take(new Reading(Start, PointValue.Of(1_000L)));
        meter.Take(new Reading(Start + 600_000, PointValue.Of(1_005L)));
        meter.Take(Reading.Unknown(Start + 700_000));
        meter.Take(new Reading(Start + 1_300_000, PointValue.Of(1_007L)));
        meter.Take(new Reading(Start + 1_400_000, PointValue.Of(3L)));
        meter.Take(new Reading(Start + Hour + 1, PointValue.Of(4L)));
        Assert.Equal(new MetricHour(Start, Hour - 600_000, 0, 7) { Unplaced = 2 }, meter.HourAt(Start, Start + Hour));
        Assert.Equal(1, meter.HourAt(Start + Hour, Start + Hour).Amount);
    }

    [Fact]
    public void A_register_that_is_lost_for_a_moment_does_not_come_back_with_all_of_its_past()
    {
        var meter = new MetricTally(MetricNature.Register);
        meter.Take(new Reading(Start, PointValue.Of(12_345_678L)));
        meter.Take(new Reading(Start + 60_000, PointValue.Of(0L)));
        meter.Take(new Reading(Start + 120_000, PointValue.Of(12_345_679L)));
        meter.Take(new Reading(Start + 180_000, PointValue.Of(12_345_681L)));
        Assert.Equal(2, meter.HourAt(Start, Start + Hour).Amount);
    }

    [Fact]
    public void A_register_that_no_meter_has_is_unknown()
    {
        var meter = new MetricTally(MetricNature.Register);
        meter.Take(new Reading(Start, PointValue.Of(5L)));
        foreach (var absurd in (ulong[])[ulong.MaxValue, long.MaxValue, 1UL << 63, MetricTally.MostRegister + 1]) meter.Take(new Reading(Start + 60_000, PointValue.Of(absurd)));
        meter.Take(new Reading(Start + 120_000, PointValue.Of(6L)));
        Assert.Equal(new MetricHour(Start, Hour - 60_000, 0, 1) { Unplaced = 1 }, meter.HourAt(Start, Start + Hour));
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    [InlineData(1e308)]
    public void A_gauge_that_nothing_measures_is_unknown(double absurd)
    {
        var air = new MetricTally(MetricNature.Gauge);
        air.Take(new Reading(Start, PointValue.Of(400f)));
        air.Take(new Reading(Start + 600_000, PointValue.Of(absurd)));
        air.Take(new Reading(Start + 1_200_000, PointValue.Of(500f)));
        var hour = air.HourAt(Start, Start + Hour);
        Assert.Equal((3_000_000, ((400 * 600_000.0) + (500 * 2_400_000.0)) / 3_000_000), (hour.ObservedMs, hour.Integral / hour.ObservedMs));
    }

    [Fact]
    public void Moments_are_counted_and_a_faulty_one_is_not()
    {
        var door = new MetricTally(MetricNature.Moment);
        door.Take(new Reading(Start + 5, PointValue.Of("a")));
        door.Take(new Reading(Start + 6, PointValue.Null, QualityCode.Bad));
        door.Take(new Reading(Start + 6, PointValue.Of("b")));
        door.Take(new Reading(Start + Hour, PointValue.Of("a")));
        Assert.Equal(new MetricHour(Start, 0, 0, 2), door.HourAt(Start, Start + Hour));
        Assert.Equal(new MetricHour(Start + Hour, 0, 0, 1), door.HourAt(Start + Hour, Start + Hour));
    }

    /// <summary>Beside a calculation second by second, with a stop and a start at a random reading.</summary>
    [Fact]
    public void Random_readings_give_the_sums_of_a_plain_calculation()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var round = 0; round < 50; round++)
        {
            List<Reading> readings = [];
            for (var at = Start + (random.Next(7_200) * 1000L); at < Start + (6 * Hour); at += 1000L * random.Next(0, 4_000))
                readings.Add(random.Next(4) == 0 ? Reading.Unknown(at) : new Reading(at, PointValue.Of(random.Next(2) == 0)));
            var tally = new MetricTally(MetricNature.Presence);
            var stop = random.Next(readings.Count);
            foreach (var (index, reading) in readings.Index())
            {
                if (index == stop)
                {
                    var next = new MetricTally(MetricNature.Presence);
                    next.Load(tally.Save());
                    tally = next;
                }

                tally.Take(reading);
            }

            for (var hour = Start; hour < Start + (6 * Hour); hour += Hour)
                Assert.True(Plain(readings, hour) == tally.HourAt(hour, Start + (6 * Hour)), $"seed {seed}, round {round}, hour {hour}");
        }
    }

    [Fact]
    public void Forgotten_hours_are_gone_and_the_others_stay()
    {
        Take(Start, PointValue.Of(true));
        Take(Start + (3 * Hour), PointValue.Of(false));
        _presence.Forget(Start + Hour);
        Assert.Equal(0, _presence.HourAt(Start, Start).ObservedMs);
        Assert.Equal(Hour, _presence.HourAt(Start + Hour, Start).ObservedMs);
    }

    [Fact]
    public void Forgotten_hours_are_not_counted_again()
    {
        Take(Start, PointValue.Of(true));
        _presence.Forget(Start + Hour);
        Take(Start + (2 * Hour), PointValue.Of(false));
        Assert.Equal([Start + Hour], _presence.Save().Hours.Select(hour => hour.StartMs));
    }

    [Fact]
    public void The_mean_of_a_gauge_weighs_each_value_with_its_time()
    {
        var air = new MetricTally(MetricNature.Gauge);
        air.Take(new Reading(Start, PointValue.Of(400f)));
        air.Take(new Reading(Start + 900_000, PointValue.Of(1_000f)));
        air.Take(Reading.Unknown(Start + 1_200_000));
        air.Take(new Reading(Start + 2_400_000, PointValue.Of(700d)));
        var hour = air.HourAt(Start, Start + 3_000_000);
        Assert.Equal((1_800_000, ((400 * 900_000.0) + (1_000 * 300_000.0) + (700 * 600_000.0)) / 1_800_000), (hour.ObservedMs, hour.Integral / hour.ObservedMs));
    }

    [Theory]
    [InlineData(1_800_000)] // Asia/Kolkata, UTC+5:30
    [InlineData(900_000)] // Asia/Kathmandu, UTC+5:45
    public void Hours_can_begin_apart_from_those_of_UTC(int phaseMs)
    {
        var tally = new MetricTally(MetricNature.Presence, phaseMs);
        tally.Take(new Reading(Start, PointValue.Of(true)));
        tally.Take(new Reading(Start + Hour, PointValue.Of(false)));
        Assert.Equal(Used(Start + phaseMs, Hour, Hour - phaseMs, 0, Hour - phaseMs), tally.HourAt(Start + phaseMs, Start + (5 * Hour)));
        Assert.Equal(Used(Start + phaseMs - Hour, phaseMs, phaseMs, Hour - phaseMs, Hour), tally.HourAt(Start + phaseMs - Hour, Start + (5 * Hour)));
    }

    private static MetricHour Plain(List<Reading> readings, long hour)
    {
        var (observed, active) = (0L, 0L);
        var (first, last) = (0, 0);
        for (var second = hour; second < hour + Hour; second += 1000)
        {
            var now = readings.LastOrDefault(reading => reading.TimestampMs <= second, Reading.Unknown(0));
            if (now.Quality != QualityCode.Good)
                continue;
            observed += 1000;
            if (!now.Value.AsBoolean)
                continue;
            if (active == 0)
                first = (int)(second - hour);
            active += 1000;
            last = (int)(second - hour) + 1000;
        }

        return Used(hour, observed, active, first, last);
    }

    private static MetricHour Used(long hour, long observed, long active, long first, long last) =>
        new(hour, observed, active, 0) { FirstActiveMs = (int)first, LastActiveMs = (int)last };

    private void Take(long at, PointValue value) => _presence.Take(new Reading(at, value));
}
