using OpcSpaces.Benchmarks.Truth.Simulated;
using OpcSpaces.Benchmarks.Truth.Simulated.Rooms;

namespace OpcSpaces.Benchmarks.Tests.Truth.Simulated.Rooms;

/// <summary>What a weak sense as evidence costs in 26 rooms that had no part in any choice: no room loses more than a point, and all together lose nothing.</summary>
public sealed class WeakSensesTests
{
    // In points of F1.
    private const double MostLost = 1;

    private const int Seed = RoomChoice.FirstSeedForJudging + 1, Rooms = 26;

    private static readonly Lazy<IReadOnlyList<RoomResult>> Without = new(() => SimulatedRooms.Play(Seed, Rooms));

    [Theory]
    [InlineData(nameof(WeakSense.Air))]
    [InlineData(nameof(WeakSense.Light))]
    [InlineData(nameof(WeakSense.Sound))]
    public void No_room_is_worse_with_a_weak_sense_than_without_it(string sense)
    {
        var (without, with) = (Without.Value, SimulatedRooms.Play(Seed, Rooms, Enum.Parse<WeakSense>(sense)));
        var pairs = without.Zip(with, (one, other) => new RoomPair(one, other)).Where(pair => pair.Without.IsUsed).ToList();

        Assert.Equal(without.Select(room => room.Place), with.Select(room => room.Place));
        // The people and their detectors are the same.
        Assert.Equal(without.Select(room => room.Rule.Settled), with.Select(room => room.Rule.Settled));
        Assert.All(pairs, pair => Assert.True(pair.Gain > -MostLost, $"seed {Seed}: {pair.Without.Place} ({pair.Without.Kind}) {pair.Without.Agent.Settled.F1:0.0} → {pair.With.Agent.Settled.F1:0.0}"));
        var (before, after) = (SimulatedRooms.Sum(without, room => room.Agent).Settled, SimulatedRooms.Sum(with, room => room.Agent).Settled);
        Assert.True(after.F1 >= before.F1 - 0.05, $"seed {Seed}: {before.F1:0.00} → {after.F1:0.00}");
        Assert.True(Math.Abs(after.BiasPercent) <= Math.Abs(before.BiasPercent) + 0.25, $"seed {Seed}: {before.BiasPercent:+0.0;-0.0} → {after.BiasPercent:+0.0;-0.0} %");
        Assert.True(SimulatedRooms.HoursOf(with).CoveragePercent >= SimulatedRooms.HoursOf(without).CoveragePercent - 2, $"seed {Seed}");
    }
}
