using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Testing;

namespace OpcSpaces.Edge.Tests.Sensing.Presence;

/// <summary>The model's arithmetic against the differential equation that it stands for.</summary>
public sealed class StateModelTests
{
    private static readonly PresenceConfig Config = new();

    // p' = p·(Q − Λ), in small steps.
    private static StateWeights Integrate(StateWeights weights, int listening, double seconds)
    {
        const double Step = 0.001;
        var (arrives, leaves) = (1 / (Config.AbsenceMinutes * 60), 1 / (Config.MovingMinutesPerStay * 60));
        var (settles, stirs) = (1 / Config.MovingBoutSeconds, 1 / Config.StillBoutSeconds);
        var (seenA, seenM, seenS) = (listening / (Config.FalseTriggerHours * 3600), listening / Config.MovingSeconds, listening / Config.StillSeconds);
        var (a, m, s, stayedM, stayedS) = (weights.Absent, weights.Moving, weights.Still, weights.StayedMoving, weights.StayedStill);
        for (var t = 0.0; t < seconds; t += Step)
        {
            (a, m, s) = (a + (Step * ((m * leaves) - (a * (arrives + seenA)))),
                m + (Step * ((a * arrives) + (s * stirs) - (m * (leaves + settles + seenM)))),
                s + (Step * ((m * settles) - (s * (stirs + seenS)))));
            (stayedM, stayedS) = (stayedM + (Step * ((stayedS * stirs) - (stayedM * (leaves + settles + seenM)))),
                stayedS + (Step * ((stayedM * settles) - (stayedS * (stirs + seenS)))));
        }

        return new StateWeights { Absent = a, Moving = m, Still = s, StayedMoving = stayedM, StayedStill = stayedS };
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(1, 5)]
    [InlineData(2, 8)]
    public void A_silence_agrees_with_the_differential_equation(int listening, int doubling)
    {
        var seed = Seed.Take("state model");
        seed.Run(() =>
        {
            var random = seed.CreateRandom(1);
            var weights = new StateWeights { Absent = random.NextDouble(), Moving = random.NextDouble(), Still = random.NextDouble() };
            weights.MarkFree();
            var expected = Integrate(weights, listening, 1 << doubling);
            new StateModel(Config, 2, doubling + 1).Silence(ref weights, listening, held: false, doubling);
            // As exact as the small steps are.
            Assert.Equal(expected.Absent, weights.Absent, 2e-4);
            Assert.Equal(expected.Moving, weights.Moving, 2e-4);
            Assert.Equal(expected.Still, weights.Still, 2e-4);
            Assert.Equal(expected.StayedMoving, weights.StayedMoving, 2e-4);
            Assert.Equal(expected.StayedStill, weights.StayedStill, 2e-4);
        });
    }
}
