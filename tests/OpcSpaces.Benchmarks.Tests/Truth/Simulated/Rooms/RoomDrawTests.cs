using OpcSpaces.Benchmarks.Truth.Simulated;
using OpcSpaces.Benchmarks.Truth.Simulated.Rooms;
using OpcSpaces.FirmwareSim.Building.Kinds;

namespace OpcSpaces.Benchmarks.Tests.Truth.Simulated.Rooms;

public sealed class RoomDrawTests
{
    private const int Rooms = 650;

    [Fact]
    public void Every_kind_is_drawn_equally_often_and_only_the_seed_decides()
    {
        var plan = RoomDraw.Draw(7, Rooms);

        Assert.All(plan.Kinds.Places.GroupBy(place => place.Kind.Name), kind => Assert.Equal(Rooms / RoomRanges.Names.Count, kind.Count()));
        Assert.Equal(Delays(7), Delays(7));
        Assert.Empty(Delays(7).Intersect(Delays(8)));
        // More rooms leave the first ones as they are.
        Assert.Equal(Delays(7).Take(20), RoomDraw.Draw(7, 20).Kinds.Places.Select(place => place.Kind.DelaySeconds));
    }

    [Fact]
    public void The_ranges_are_wide_and_within_what_a_description_may_say()
    {
        var kinds = RoomDraw.Draw(7, Rooms).Kinds.Places.Select(place => place.Kind).ToList();

        AssertSpread(kinds.Select(kind => kind.DelaySeconds!.Value), 5, 1_800);
        AssertSpread(kinds.Select(kind => kind.MovingSeconds), 0.7, 70);
        AssertSpread(kinds.Select(kind => kind.StillSeconds!.Value), 8, 1_200);
        Assert.All(kinds, kind => Assert.True(kind.StillSeconds >= kind.MovingSeconds, $"{kind}"));
        Assert.All(kinds.SelectMany(kind => kind.Disturbances), disturbance => Assert.True(
            disturbance is { FromHour: >= 0 and <= 24, ToHour: >= 0 and <= 24, PerHour: >= 0.01 and <= 360, Seconds: >= 0.5 and <= 3_600, EverySeconds: >= 0.2 and <= 600 }, $"{disturbance}"));
        Assert.Equal(Enum.GetValues<DisturbanceKind>(), kinds.SelectMany(kind => kind.Disturbances).Select(disturbance => disturbance.Kind).Distinct().Order());
    }

    [Fact]
    public void Rooms_are_played_and_scored_beside_the_rules_and_equal_seeds_give_equal_scores()
    {
        var results = SimulatedRooms.Play(3, 13);

        Assert.Equal(RoomRanges.Names, results.OrderBy(result => result.Place.Zone, StringComparer.Ordinal).Select(result => result.Kind));
        Assert.All(results, result => Assert.Equal(5 * 1_440, result.Agent.Settled.Minutes));
        Assert.All(results, result => Assert.True(result.Hindsight.Settled.F1 >= result.Rule.Settled.F1, $"{result}"));
        Assert.False(results.Single(result => result.Kind == "unused walkway").IsUsed);
        Assert.True(results.Single(result => result.Kind == "shared room").IsUsed);
        Assert.Equal(results.Select(Scores), SimulatedRooms.Play(3, 13).Select(Scores));

        static (Place, TruthScoresOf) Scores(RoomResult result) => (result.Place, new TruthScoresOf(result.Agent.Settled.F1, result.Rule.Settled.F1, result.BestSeconds));
    }

    private sealed record TruthScoresOf(double Agent, double Rule, int Best);

    private static List<double?> Delays(int seed) => [.. RoomDraw.Draw(seed, Rooms).Kinds.Places.Select(place => place.Kind.DelaySeconds)];

    // The values are within the limits, and reach the lowest and the highest eighth of them (in factors).
    private static void AssertSpread(IEnumerable<double> drawn, double lowest, double highest)
    {
        var values = drawn.ToList();
        var eighth = Math.Pow(highest / lowest, 0.125);
        Assert.All(values, value => Assert.InRange(value, lowest, highest));
        Assert.InRange(values.Min(), lowest, lowest * eighth);
        Assert.InRange(values.Max(), highest / eighth, highest);
    }
}
