using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Sensing.Presence;

/// <summary>What is believed of a place: the odds, and how still its people sit.</summary>
public sealed class PresenceModelTests
{
    private static readonly PresenceConfig Config = new();

    private static Belief SomeBelief(Random random)
    {
        var belief = new Belief();
        for (var i = 0; i < PresenceModel.Sitters; i++)
            belief.Of(i) = new StateWeights { Absent = random.NextDouble(), Moving = random.NextDouble(), Still = random.NextDouble() };
        belief.Normalize();
        return belief;
    }

    private static Belief SomebodyMoves()
    {
        var belief = new Belief();
        for (var i = 0; i < PresenceModel.Sitters; i++) belief.Of(i) = new StateWeights { Moving = 1.0 / PresenceModel.Sitters };
        return belief;
    }

    private static double[] Shares(Belief belief) => [.. Enumerable.Range(0, PresenceModel.Sitters).Select(kind => belief.Of(kind).Sum)];

    // Hours of somebody who is seen this often.
    private static Belief Watched(int everySeconds)
    {
        var model = PresenceModel.Of(Config, 1);
        var belief = PresenceModel.Unseen();
        for (var seconds = 0; seconds < 8 * 3600; seconds += everySeconds)
        {
            model.Silence(ref belief, 1, held: false, everySeconds);
            model.See(ref belief);
        }

        return belief;
    }

    [Fact]
    public void The_predicted_second_is_the_first_with_odds_below_the_limit()
    {
        var seed = Seed.Take("presence model, second of falling");
        seed.Run(() =>
        {
            var random = seed.CreateRandom(1);
            var model = PresenceModel.Of(Config, 2);
            for (var i = 0; i < 50; i++)
            {
                var belief = SomeBelief(random);
                model.See(ref belief);
                var (before, after) = (belief, belief);
                var seconds = model.SecondsUntilBelow(0, belief, 1, held: false);
                model.Silence(ref before, 1, held: false, seconds - 1);
                model.Silence(ref after, 1, held: false, seconds);
                Assert.True(before.LogOdds >= 0 || seconds == 1, $"already below after {seconds - 1} s");
                Assert.True(after.LogOdds < 0, $"not yet below after {seconds} s");
            }
        });
    }

    [Fact]
    public void A_silence_behind_a_closed_door_keeps_people_present()
    {
        var model = PresenceModel.Of(Config, 1);
        var (free, held) = (SomebodyMoves(), SomebodyMoves());
        model.Silence(ref free, 1, held: false, 900);
        model.Silence(ref held, 1, held: true, 900);
        Assert.True(free.LogOdds < 0, $"{free.LogOdds}");
        Assert.True(held.LogOdds > 0, $"{held.LogOdds}");
    }

    [Fact]
    public void Months_of_silence_are_evaluated_in_one_step_and_stay_numerically_valid()
    {
        var model = PresenceModel.Of(Config, 1);
        var belief = SomebodyMoves();
        model.Silence(ref belief, 1, held: false, int.MaxValue);
        Assert.Equal(1, Shares(belief).Sum(), 1e-9);
        Assert.True(belief.LogOdds < -3, $"{belief.LogOdds}");
    }

    [Theory]
    [InlineData(70, 0)]
    [InlineData(100, 1)]
    [InlineData(150, 2)]
    [InlineData(290, 3)]
    public void How_often_people_are_seen_is_learned_within_a_day(int everySeconds, int kind)
    {
        var shares = Shares(Watched(everySeconds));
        Assert.True(shares[kind] > 0.5, string.Join(", ", shares));
    }

    [Fact]
    public void Silence_means_more_for_people_who_are_seen_often()
    {
        var model = PresenceModel.Of(Config, 1);
        var (often, rarely) = (model.SecondsUntilBelow(0, Watched(60), 1, held: false), model.SecondsUntilBelow(0, Watched(290), 1, held: false));
        Assert.InRange(often, 4 * 60, 6 * 60);
        Assert.InRange(rarely, 10 * 60, 20 * 60);
    }

    [Fact]
    public void A_restart_forgets_who_is_there_and_not_how_still_they_sit()
    {
        var belief = Watched(290);
        var shares = Shares(belief);
        PresenceModel.Restart(ref belief);
        Assert.Equal(shares, Shares(belief), (a, b) => Math.Abs(a - b) < 1e-9);
        Assert.Equal(PresenceModel.Unseen().LogOdds, belief.LogOdds, 1e-9);
    }

    [Fact]
    public void After_a_stay_the_next_person_may_be_somebody_else()
    {
        var belief = Watched(290);
        var (share, odds) = (belief.Of(PresenceModel.Sitters - 1).Sum, belief.LogOdds);
        PresenceModel.MarkFree(ref belief);
        Assert.InRange(belief.Of(PresenceModel.Sitters - 1).Sum, 0.9 * share, 0.99 * share);
        Assert.Equal(1, Shares(belief).Sum(), 1e-9);
        Assert.Equal(odds, belief.LogOdds, 1e-9);
        Assert.True(belief.Stayed);
    }
}
