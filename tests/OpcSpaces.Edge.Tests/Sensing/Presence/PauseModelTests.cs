using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Tests.Sensing.Presence;

public sealed class PauseModelTests
{
    [Fact]
    public void The_prior_weights_of_all_candidates_have_the_sum_1()
    {
        var sum = 0.0;
        foreach (var log in PauseModel.Prior(PresenceTuning.Chosen.TypicalPauseSeconds)) sum += Math.Exp(log);
        Assert.Equal(1, sum, 4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(1800)]
    public void Every_candidate_spreads_one_probability_over_the_classes_that_can_be_seen(double delaySeconds)
    {
        var model = PauseModel.Of(delaySeconds);
        for (var candidate = 0; candidate < PauseModel.Candidates; candidate += 97)
        {
            var sum = 0.0;
            for (var bin = 0; bin < PauseModel.Bins; bin++)
            {
                if (PauseModel.EdgeOf(bin) >= model.ShortestSeconds - 1e-6) sum += Math.Exp(model.LogOfEither(bin)[candidate]);
            }

            // What is missing are pauses of more than two days.
            Assert.InRange(sum, 0.85, 1.001);
        }
    }

    [Fact]
    public void A_longer_pause_is_less_likely_for_every_shape()
    {
        var model = PauseModel.Of(0);
        for (var bin = 0; bin < PauseModel.Bins; bin++)
        {
            for (var shape = 0; shape < PauseModel.StayShapes; shape++) Assert.True(model.StaysBeyond(bin + 1)[shape] <= model.StaysBeyond(bin)[shape]);
            for (var shape = 0; shape < PauseModel.AbsenceShapes; shape++) Assert.True(model.AbsencesBeyond(bin + 1)[shape] <= model.AbsencesBeyond(bin)[shape]);
        }
    }

    [Fact]
    public void A_long_delay_hides_the_pauses_of_people_who_stay_and_so_most_that_are_seen_are_absences()
    {
        var (shortDelay, longDelay) = (PauseModel.Of(5), PauseModel.Of(1200));
        for (var candidate = 0; candidate < PauseModel.Candidates; candidate++)
        {
            // A stay of people who sit as still as that is no longer than an absence.
            if (PauseModel.AbsenceShapeOf(candidate) == 0 && PauseModel.StayShapeOf(candidate) < 20)
                Assert.True(longDelay.LeavingShare[candidate] > shortDelay.LeavingShare[candidate]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9.9)]
    [InlineData(11)]
    [InlineData(300)]
    [InlineData(1e9)]
    public void Every_length_has_a_class_that_contains_it(double seconds)
    {
        var bin = PauseModel.BinOf(seconds);
        Assert.InRange(bin, 0, PauseModel.Bins - 1);
        if (seconds is > 10 and < 100_000) Assert.InRange(seconds, PauseModel.EdgeOf(bin), PauseModel.EdgeOf(bin + 1));
    }
}
