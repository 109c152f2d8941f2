using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Tests.Sensing.Presence;

public sealed class UseBeliefTests
{
    private static readonly PauseModel Model = PauseModel.Of(0);

    private readonly UseBelief _use = new(PresenceTuning.Chosen.UsedAtFirst);

    [Fact]
    public void A_new_place_is_probably_used() => Assert.InRange(_use.Used, 0.7, 0.9);

    [Fact]
    public void After_single_movements_for_two_hours_nothing_is_decided()
    {
        Pass(visits: 9, minutes: 15);
        Assert.InRange(_use.Used, 0.1, 0.9);
    }

    [Fact]
    public void After_days_without_firm_movement_people_only_pass_by()
    {
        for (var day = 0; day < 3; day++)
        {
            Pass(visits: 36, minutes: 20);
            Night();
        }

        Assert.InRange(_use.Used, 0, 0.1);
    }

    [Fact]
    public void The_same_pauses_with_firm_movement_now_and_then_are_of_somebody_who_stays()
    {
        for (var i = 0; i < 36; i++) Visit(isFirm: i % 5 == 0, minutes: 20);
        Assert.InRange(_use.Used, 0.99, 1);
    }

    [Fact]
    public void Without_firm_movement_pauses_that_are_clearly_those_of_people_who_stay_prove_that_the_place_is_used()
    {
        // A weak detector: a thousand short movements, and pauses that are each a fifth more likely of somebody who stays.
        for (var i = 0; i < 1000; i++) Visit(isFirm: false, minutes: 1, favour: 1.2);
        Assert.InRange(_use.Used, 0.99, 1);
    }

    [Fact]
    public void Pauses_that_favour_people_who_stay_by_chance_do_not_outweigh_that_nobody_moves_firmly()
    {
        for (var i = 0; i < 100; i++) Visit(isFirm: false, minutes: 10, favour: i < 10 ? 2 : 1);
        Assert.InRange(_use.Used, 0, 0.1);
    }

    [Fact]
    public void Somebody_who_takes_a_desk_beside_a_walkway_is_found_within_two_hours()
    {
        for (var day = 0; day < 10; day++)
        {
            Pass(visits: 36, minutes: 20);
            Night();
        }

        for (var i = 0; i < 60; i++) Visit(isFirm: i % 5 == 0, minutes: 2);
        Assert.InRange(_use.Used, 0.95, 1);
    }

    [Fact]
    public void On_a_day_on_which_the_owner_stays_away_a_used_desk_is_not_used()
    {
        for (var i = 0; i < 300; i++) Visit(isFirm: i % 5 == 0, minutes: 1);
        Night();
        var morning = _use.Used;
        Pass(visits: 36, minutes: 15);
        Assert.True(morning > 0.8 && _use.Used < 0.1, $"{morning}, {_use.Used}");
    }

    [Fact]
    public void What_another_sensor_saw_outweighs_passing_by()
    {
        Pass(visits: 30, minutes: 15);
        var before = _use.Used;
        for (var i = 0; i < 5; i++) _use.Confirm();
        Assert.True(before < 0.5 && _use.Used > 0.99, $"{before}, {_use.Used}");
    }

    [Theory]
    [InlineData(19, 0, false)]
    [InlineData(20, 0, true)]
    [InlineData(20, 60, false)]
    [InlineData(60, 60, true)]
    public void Movement_is_firm_when_it_is_longer_than_the_delay_makes_it(double seconds, double delaySeconds, bool isFirm) =>
        Assert.Equal(isFirm, UseBelief.IsFirm(seconds, delaySeconds));

    [Fact]
    public void A_copy_goes_on_as_the_original()
    {
        Pass(visits: 12, minutes: 7);
        var figures = new double[UseBelief.Count];
        _use.CopyTo(figures);
        var copy = new UseBelief(PresenceTuning.Chosen.UsedAtFirst);
        copy.Restore(figures);
        Assert.Equal(_use.Used, copy.Used, 12);
        foreach (var use in (UseBelief[])[_use, copy])
        {
            use.Move(isFirm: true);
            use.Pause(300, 0.02, Model);
        }

        Assert.Equal(_use.Used, copy.Used, 12);
    }

    private void Pass(int visits, double minutes)
    {
        for (var i = 0; i < visits; i++) Visit(isFirm: false, minutes);
    }

    private void Night() => Visit(isFirm: false, minutes: 12 * 60);

    // Whatever a pause says of its own is left out: it is as likely either way, or so many times as likely of somebody who stays.
    private void Visit(bool isFirm, double minutes, double favour = 1)
    {
        _use.Move(isFirm);
        var pauses = new double[UseBelief.Count];
        _use.CopyTo(pauses);
        _use.Pause(minutes * 60, favour * LikelihoodAtWalkway(pauses, minutes * 60), Model);
    }

    private static double LikelihoodAtWalkway(ReadOnlySpan<double> figures, double seconds)
    {
        var pauses = new PassingPauses();
        pauses.Restore(figures[^PassingPauses.Count..]);
        return pauses.Learn(PauseModel.BinOf(seconds), Model);
    }
}
