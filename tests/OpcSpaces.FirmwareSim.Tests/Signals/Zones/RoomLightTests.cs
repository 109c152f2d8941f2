using OpcSpaces.FirmwareSim.Building.Kinds;
using OpcSpaces.FirmwareSim.Signals.Zones;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Tests.Signals.Zones;

/// <summary>The light of a room: the sky, and whoever switches the lamps.</summary>
public sealed class RoomLightTests
{
    // A Wednesday.
    private static readonly DateTimeOffset Midnight = new(2026, 7, 1, 0, 0, 0, TimeSpan.FromHours(8));

    private static readonly LightKind Cell = new() { DaylightLux = 0, LampLux = 300, ForgetsChance = 0 };

    [Fact]
    public void Daylight_comes_and_goes_with_the_hour_and_clouds_with_the_day()
    {
        var light = Light(new LightKind { Switching = LampSwitching.Nothing, DaylightLux = 1_000 });
        double[] hours = [.. Enumerable.Range(0, 24).Select(hour => light.LuxAt(Midnight.AddHours(hour)))];

        Assert.All(hours.Take(6).Concat(hours.Skip(19)), lux => Assert.Equal(0, lux));
        Assert.All(hours[7..18], lux => Assert.InRange(lux, 1, 1_000));
        Assert.True(hours[7] < hours.Max());
        Assert.NotEqual(hours[12], light.LuxAt(Midnight.AddHours(36)));
    }

    [Fact]
    public void People_switch_lamps_on_where_it_is_dark_and_off_when_the_last_one_leaves()
    {
        var light = Light(Cell);
        Assert.Equal(0, light.LuxAt(Midnight.AddHours(9)));
        light.SetPeople(2, Midnight.AddHours(9.1));
        light.SetPeople(1, Midnight.AddHours(10));
        Assert.Equal(300, light.LuxAt(Midnight.AddHours(11)));
        light.SetPeople(0, Midnight.AddHours(12));
        Assert.Equal(0, light.LuxAt(Midnight.AddHours(12)));
    }

    [Fact]
    public void Where_it_is_light_enough_nobody_switches_a_lamp_on_until_it_is_dark()
    {
        var light = Light(Cell with { DaylightLux = 50_000, TooDarkLux = 100 });
        light.SetPeople(1, Midnight.AddHours(10));
        Assert.True(light.LuxAt(Midnight.AddHours(12)) > 1_000);
        Assert.Equal(300, light.LuxAt(Midnight.AddHours(20)));
    }

    [Fact]
    public void A_lamp_that_was_forgotten_is_lit_until_the_evening()
    {
        var light = Light(Cell with { ForgetsChance = 1, LitHours = (8, 21) });
        light.SetPeople(1, Midnight.AddHours(10));
        light.SetPeople(0, Midnight.AddHours(11));
        Assert.Equal(300, light.LuxAt(Midnight.AddHours(20)));
        Assert.Equal(0, light.LuxAt(Midnight.AddHours(21.5)));
    }

    [Fact]
    public void A_detector_holds_its_lamps_and_a_clock_knows_the_weekend()
    {
        var detector = Light(Cell with { Switching = LampSwitching.Detector, HeldMinutes = 20 });
        detector.SetPeople(1, Midnight.AddHours(10));
        detector.SetPeople(0, Midnight.AddHours(11));
        Assert.Equal(300, detector.LuxAt(Midnight.AddHours(11).AddMinutes(19)));
        Assert.Equal(0, detector.LuxAt(Midnight.AddHours(11).AddMinutes(21)));

        var clock = Light(Cell with { Switching = LampSwitching.Clock, LitHours = (8, 21), CorridorLux = 5 });
        Assert.Equal(305, clock.LuxAt(Midnight.AddHours(12)));
        Assert.Equal(0, clock.LuxAt(Midnight.AddHours(22)));
        Assert.Equal(0, clock.LuxAt(Midnight.AddDays(3).AddHours(12)));
    }

    private static RoomLight Light(LightKind kind) => new(kind, day => SeededRandom.For(1, day), new BuildingClock(TimeSpan.FromHours(8)));
}
