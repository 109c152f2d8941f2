using OpcSpaces.FirmwareSim.Building.Kinds;
using OpcSpaces.FirmwareSim.Signals.Zones;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Tests.Signals.Zones;

/// <summary>The sound of a room: what people add to it, and what comes from elsewhere.</summary>
public sealed class RoomSoundTests
{
    // A Wednesday.
    private static readonly DateTimeOffset Midnight = new(2026, 7, 1, 0, 0, 0, TimeSpan.FromHours(8));

    private static readonly SoundKind Quiet = new() { QuietDecibels = 32, VentilationDecibels = 0, StreetDecibels = 0, NeighbourShare = 0 };

    [Fact]
    public void Without_people_it_is_quiet_and_people_are_loud_now_and_then()
    {
        var sound = Sound(Quiet);
        var before = Hour(sound, 9);
        sound.SetPeople(3);
        var with = Hour(sound, 9);

        Assert.All(before, decibels => Assert.InRange(decibels, 31, 33));
        Assert.InRange(with.Count(decibels => decibels > 36), with.Count / 10, with.Count);
        Assert.True(with.Max() > 48, $"{with.Max()}");
    }

    [Fact]
    public void Neighbours_are_heard_by_day_and_the_ventilation_is_steady()
    {
        Assert.True(Hour(Sound(Quiet with { NeighbourShare = 0.5, NeighbourDecibels = 45 }), 10).Max() > 40);
        Assert.True(Hour(Sound(Quiet with { NeighbourShare = 0.5, NeighbourDecibels = 45 }), 3).Max() < 33.5);
        Assert.All(Hour(Sound(Quiet with { VentilationDecibels = 48 }), 10), decibels => Assert.InRange(decibels, 47, 49.5));
    }

    [Fact]
    public void Only_the_seed_and_the_people_decide() => Assert.Equal(Hour(Sound(new SoundKind()), 14), Hour(Sound(new SoundKind()), 14));

    private static List<double> Hour(RoomSound sound, int hour) => [.. Enumerable.Range(0, 720).Select(i => sound.DecibelsAt(Midnight.AddHours(hour).AddSeconds(5 * i)))];

    private static RoomSound Sound(SoundKind kind) => new(kind, (part, number) => SeededRandom.For(1, part, number), new BuildingClock(TimeSpan.FromHours(8)));
}
