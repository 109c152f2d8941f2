using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Tests.Sensing.Presence;

public sealed class LearnedPlaceTests
{
    private readonly LearnedPlace _place = new();

    public LearnedPlaceTests() => _place.See(PauseModel.Of(0));

    [Fact]
    public void At_a_place_nobody_has_seen_three_minutes_are_sitting_still_and_half_an_hour_is_an_absence()
    {
        Assert.True(LogOdds(180) > 0);
        Assert.True(LogOdds(1800) < 0);
    }

    [Fact]
    public void Where_people_never_stop_moving_a_few_minutes_are_an_absence()
    {
        Live(pauseSeconds: 15, absenceSeconds: 900);
        Assert.True(LogOdds(240) < 0);
    }

    [Fact]
    public void Where_people_sit_still_the_same_minutes_belong_to_a_stay()
    {
        Live(pauseSeconds: 120, absenceSeconds: 5400);
        Assert.True(LogOdds(240) > 1);
        Assert.True(LogOdds(480) > 0);
    }

    [Fact]
    public void What_was_long_ago_fades()
    {
        Live(pauseSeconds: 15, absenceSeconds: 900);
        var before = LogOdds(240);
        Live(pauseSeconds: 120, absenceSeconds: 5400);
        Live(pauseSeconds: 120, absenceSeconds: 5400);
        Assert.True(before < 0 && LogOdds(240) > 0, $"{before}, {LogOdds(240)}");
    }

    [Fact]
    public void Pauses_after_passers_by_are_absences_and_teach_nothing_about_stays()
    {
        for (var i = 0; i < 100; i++) _place.Pause(600, passedBy: 1);
        var odds = LogOdds(600);
        var confirmed = new LearnedPlace();
        confirmed.See(PauseModel.Of(0));
        for (var i = 0; i < 100; i++) confirmed.Stay(600);
        Assert.True(odds < 0);
        Assert.True(Math.Log(confirmed.Chances(600, isOver: true).Stay / confirmed.Chances(600, isOver: true).Absence) > odds + 2);
    }

    [Fact]
    public void Visits_that_look_like_passing_by_make_the_next_one_suspicious_and_long_stays_do_the_reverse()
    {
        var before = _place.PassingShare;
        for (var i = 0; i < 30; i++) _place.Visit(ratio: 10, certainty: 1);
        var walkway = _place.PassingShare;
        for (var i = 0; i < 30; i++) _place.Visit(ratio: 0.01, certainty: 1);
        Assert.True(walkway > before && _place.PassingShare < before, $"{before}, {walkway}, {_place.PassingShare}");
    }

    [Fact]
    public void Another_delay_keeps_what_can_still_be_seen()
    {
        Live(pauseSeconds: 120, absenceSeconds: 5400);
        var before = LogOdds(240);
        _place.See(PauseModel.Of(60));
        Assert.Equal(PauseModel.Of(60).ShortestSeconds, _place.Model!.ShortestSeconds);
        _place.See(PauseModel.Of(0));
        Assert.Equal(before, LogOdds(240), 1);
    }

    [Fact]
    public void The_weights_have_the_sum_1_whatever_was_seen()
    {
        var weights = new float[PauseModel.Candidates];
        Live(pauseSeconds: 15, absenceSeconds: 900);
        _place.CopyWeights(weights);
        Assert.Equal(1, weights.Sum(), 5);
        Assert.All(weights, weight => Assert.True(weight >= 0));
    }

    private double LogOdds(double seconds)
    {
        var (stay, absence) = _place.Chances(seconds, isOver: true);
        return Math.Log(stay / absence);
    }

    // A hundred pauses around a length, every tenth followed by an absence.
    private void Live(double pauseSeconds, double absenceSeconds)
    {
        var random = new Random(7);
        for (var i = 0; i < 100; i++)
        {
            _place.Pause(pauseSeconds * Math.Exp(random.NextDouble() - 0.5), passedBy: 0);
            if (i % 10 == 0) _place.Pause(absenceSeconds * Math.Exp(random.NextDouble() - 0.5), passedBy: 0);
        }
    }
}
