using OpcSpaces.FirmwareSim.Signals.Zones;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Tests.Signals.Zones;

public class ZoneAirTests
{
    private static readonly DateTimeOffset Start = new(2026, 7, 1, 9, 0, 0, TimeSpan.FromHours(8));
    private readonly ZoneAir _air = new(30, new BuildingClock(TimeSpan.FromHours(8)), Start);

    [Fact]
    public void With_so_much_fresh_air_per_head_people_settle_six_hundred_ppm_above_the_outside()
    {
        _air.SetPeople(8, Start);

        Assert.InRange(_air.At(Start.AddHours(5)).Ppm, 1_030, 1_060);
        Assert.InRange(_air.At(Start.AddMinutes(10)).Ppm, 460, 1_000);
    }

    [Fact]
    public void A_room_that_was_left_airs_out_over_hours()
    {
        _air.SetPeople(8, Start);
        _air.SetPeople(0, Start.AddHours(2));

        Assert.InRange(_air.At(Start.AddHours(3)).Ppm, 700, 900);
        Assert.InRange(_air.At(Start.AddHours(20)).Ppm, 420, 425);
    }

    [Fact]
    public void Reading_in_between_changes_nothing()
    {
        var asked = new ZoneAir(30, new BuildingClock(TimeSpan.FromHours(8)), Start);
        _air.SetPeople(5, Start);
        asked.SetPeople(5, Start);
        for (var minute = 0; minute < 60; minute++)
            _ = asked.At(Start.AddMinutes(minute));

        Assert.Equal(_air.At(Start.AddHours(1)), asked.At(Start.AddHours(1)));
    }

    [Fact]
    public void Without_people_the_air_follows_the_seasons()
    {
        var store = new ZoneAir(30, new BuildingClock(TimeSpan.FromHours(8)), Start.AddMonths(-6));

        Assert.InRange(store.At(Start.AddMonths(-5)).Celsius, 17, 19.5);
        Assert.InRange(store.At(Start).Celsius, 29, 32);
        Assert.InRange(store.At(Start).Humidity, 77, 79);
        Assert.InRange(store.At(Start.AddMonths(6)).Celsius, 17, 19.5);
    }

    [Fact]
    public void A_midnight_and_a_change_of_nothing_make_no_step()
    {
        var changed = new ZoneAir(30, new BuildingClock(TimeSpan.FromHours(8)), Start);
        changed.SetPeople(0, Start.AddDays(40));

        Assert.Equal(_air.At(Start.AddDays(41)).Celsius, changed.At(Start.AddDays(41)).Celsius, 1e-9);
        Assert.Equal(_air.At(Start.AddHours(15)).Celsius, _air.At(Start.AddHours(15).AddSeconds(-1)).Celsius, 0.001);
    }

    [Fact]
    public void In_summer_it_is_cooled_while_people_are_there_and_warms_up_after_them()
    {
        _air.SetPeople(5, Start);
        _air.SetPeople(0, Start.AddHours(8));

        Assert.InRange(_air.At(Start.AddHours(8)).Celsius, 25, 26);
        Assert.InRange(_air.At(Start.AddHours(20)).Celsius, 27, 31);
    }
}
