using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Sensing.Presence;

/// <summary>The model's arithmetic against the differential equation that it stands for.</summary>
public sealed class PresenceModelTests
{
    private static readonly PresenceConfig Config = new();

    private static Belief SomeBelief(Random random)
    {
        var belief = new Belief { Absent = random.NextDouble(), Moving = random.NextDouble(), Still = random.NextDouble() };
        belief.Normalize();
        belief.MarkFree();
        return belief;
    }

    // p' = p·(Q − Λ), in small steps.
    private static Belief Integrate(Belief belief, int listening, double seconds)
    {
        const double Step = 0.001;
        var (arrives, leaves) = (1 / (Config.AbsenceMinutes * 60), 1 / (Config.MovingMinutesPerStay * 60));
        var (settles, stirs) = (1 / Config.MovingBoutSeconds, 1 / Config.StillBoutSeconds);
        var (a, m, s, stayedM, stayedS) = (belief.Absent, belief.Moving, belief.Still, belief.StayedMoving, belief.StayedStill);
        for (var t = 0.0; t < seconds; t += Step)
        {
            var (seenA, seenM, seenS) = (listening / (Config.FalseTriggerHours * 3600), listening / Config.MovingSeconds, listening / Config.StillSeconds);
            (a, m, s) = (a + (Step * ((m * leaves) - (a * (arrives + seenA)))),
                m + (Step * ((a * arrives) + (s * stirs) - (m * (leaves + settles + seenM)))),
                s + (Step * ((m * settles) - (s * (stirs + seenS)))));
            (stayedM, stayedS) = (stayedM + (Step * ((stayedS * stirs) - (stayedM * (leaves + settles + seenM)))),
                stayedS + (Step * ((stayedM * settles) - (stayedS * (stirs + seenS)))));
        }

        var result = new Belief { Absent = a, Moving = m, Still = s, StayedMoving = stayedM, StayedStill = stayedS };
        result.Normalize();
        return result;
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(1, 37)]
    [InlineData(2, 200)]
    public void A_silence_is_what_the_differential_equation_makes_of_it(int listening, int seconds)
    {
        var seed = Seed.Take("presence model");
        seed.Run(() =>
        {
            var model = PresenceModel.Of(Config, 2);
            var belief = SomeBelief(seed.CreateRandom(1));
            var expected = Integrate(belief, listening, seconds);
            model.Silence(ref belief, listening, held: false, seconds);
            Assert.Equal(expected.Absent, belief.Absent, 4);
            Assert.Equal(expected.Moving, belief.Moving, 4);
            Assert.Equal(expected.StayedStill, belief.StayedStill, 4);
        });
    }

    [Fact]
    public void The_second_at_which_odds_fall_below_is_the_first_at_which_they_are()
    {
        var seed = Seed.Take("presence model, second of falling");
        seed.Run(() =>
        {
            var random = seed.CreateRandom(1);
            var model = PresenceModel.Of(Config, 2);
            for (var i = 0; i < 50; i++)
            {
                var belief = SomeBelief(random);
                belief.See(model.Absent, model.Moving, model.Still);
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
    public void Nobody_leaves_in_a_silence_that_holds_them()
    {
        var model = PresenceModel.Of(Config, 1);
        var (free, held) = (new Belief { Moving = 1 }, new Belief { Moving = 1 });
        model.Silence(ref free, 1, held: false, 600);
        model.Silence(ref held, 1, held: true, 600);
        Assert.True(free.LogOdds < 0, $"{free.LogOdds}");
        Assert.True(held.LogOdds > 0, $"{held.LogOdds}");
    }

    [Fact]
    public void Months_of_silence_are_one_step_and_still_a_belief()
    {
        var model = PresenceModel.Of(Config, 1);
        var belief = new Belief { Moving = 1 };
        model.Silence(ref belief, 1, held: false, int.MaxValue);
        Assert.Equal(1, belief.Absent + belief.Moving + belief.Still, 9);
        Assert.True(belief.LogOdds < -4);
    }
}
