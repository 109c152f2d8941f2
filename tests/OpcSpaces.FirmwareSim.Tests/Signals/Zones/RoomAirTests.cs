using OpcSpaces.FirmwareSim.Building.Kinds;
using OpcSpaces.FirmwareSim.Signals.Zones;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Tests.Signals.Zones;

/// <summary>The CO₂ of a room of two volumes.</summary>
public sealed class RoomAirTests
{
    // A Wednesday.
    private static readonly DateTimeOffset Start = new(2026, 7, 1, 0, 0, 0, TimeSpan.FromHours(8));

    private static readonly AirKind Still = new()
    {
        RestingChanges = 1,
        VentilatedChanges = 1,
        NeighbourChanges = 0,
        DoorsPerDay = 0,
        WindowsPerDay = 0,
        LagSeconds = 1,
    };

    [Fact]
    public void People_settle_where_breath_and_ventilation_balance()
    {
        var air = Air(Still with { CubicMetres = 80 });
        air.SetPeople(2, Start);

        // 2 · 0.0052 l/s · 3600 s = 0.03744 m³/h in 80 m³ with one air change an hour. Where people are it is a little more.
        Assert.Equal(ZoneAir.OutdoorPpm + (0.03744 / 80 * 1e6), air.PpmAt(Start.AddHours(12)), 20.0);
    }

    [Fact]
    public void The_sensor_sees_people_later_in_air_that_mixes_slowly()
    {
        var (quick, slow, late) = (Air(Still with { Mixing = 40 }), Air(Still with { Mixing = 2 }), Air(Still with { Mixing = 40, LagSeconds = 400 }));
        foreach (var air in new[] { quick, slow, late }) air.SetPeople(1, Start);
        var at = Start.AddMinutes(10);

        Assert.True(quick.PpmAt(at) > slow.PpmAt(at) + 5, $"{quick.PpmAt(at)} {slow.PpmAt(at)}");
        Assert.True(quick.PpmAt(at) > late.PpmAt(at) + 5, $"{quick.PpmAt(at)} {late.PpmAt(at)}");
    }

    [Fact]
    public void Ventilation_follows_the_clock_and_not_the_people()
    {
        var air = Air(Still with { RestingChanges = 0.1, VentilatedChanges = 4, VentilatedHours = (8, 18) });
        air.SetPeople(3, Start);
        var before = air.PpmAt(Start.AddHours(8));

        Assert.True(air.PpmAt(Start.AddHours(10)) < before - 500, $"{before}");
        var evening = air.PpmAt(Start.AddHours(18));
        Assert.True(air.PpmAt(Start.AddHours(20)) > evening + 200, $"{evening}");
    }

    [Fact]
    public void The_neighbours_air_comes_in_by_day_although_nobody_is_there()
    {
        var (leaking, tight) = (Air(Still with { NeighbourChanges = 2, NeighbourPpm = 800 }), Air(Still));

        Assert.True(leaking.PpmAt(Start.AddHours(12)) > 700);
        Assert.Equal(ZoneAir.OutdoorPpm, tight.PpmAt(Start.AddHours(12)), 1e-6);
        Assert.True(leaking.PpmAt(Start.AddHours(30)) < 470, "at night nobody is next door");
    }

    [Fact]
    public void Windows_and_doors_are_opened_at_times_that_only_the_seed_decides()
    {
        var kind = Still with { WindowsPerDay = 4, WindowMinutes = 60, WindowChanges = 15, DoorsPerDay = 6, NeighbourChanges = 0.3 };
        double[] Hours(int seed)
        {
            var air = Air(kind, seed);
            air.SetPeople(2, Start);
            return [.. Enumerable.Range(1, 24).Select(hour => air.PpmAt(Start.AddHours(hour)))];
        }

        Assert.Equal(Hours(1), Hours(1));
        Assert.NotEqual(Hours(1), Hours(2));
        var closed = Air(kind with { WindowsPerDay = 0 });
        closed.SetPeople(2, Start);
        Assert.True(Hours(1).Min() < closed.PpmAt(Start.AddHours(24)));
    }

    [Fact]
    public void Reading_in_between_changes_nothing_and_a_sensor_drifts_within_a_week()
    {
        var kind = Still with { DriftPpm = 42 };
        var (asked, air) = (Air(kind), Air(kind));
        for (var second = 0; second < 7 * 24 * 3600; second += 777) asked.PpmAt(Start.AddSeconds(second));

        Assert.Equal(air.PpmAt(Start.AddDays(7)), asked.PpmAt(Start.AddDays(7)));
        Assert.Equal(ZoneAir.OutdoorPpm + 42, air.PpmAt(Start.AddDays(7)), 1e-6);
    }

    private static RoomAir Air(AirKind kind, int seed = 1) => new(kind, day => SeededRandom.For(seed, day), new BuildingClock(TimeSpan.FromHours(8)), Start);
}
