using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Tests.Sensing.Presence;

public sealed class VisitBeliefTests
{
    [Fact]
    public void Movement_that_goes_on_is_not_passing_by()
    {
        var visit = VisitBelief.Begin(0.6);
        Assert.Equal(0.6, visit.Passing, 6);
        visit.Move(10);
        Assert.InRange(visit.Passing, 0.3, 0.6);
        visit.Move(300);
        Assert.InRange(visit.Passing, 0, 0.01);
    }

    [Fact]
    public void Somebody_another_sensor_sees_does_not_pass_by()
    {
        var visit = VisitBelief.Begin(0.9);
        visit.Confirm();
        Assert.Equal(0, visit.Passing, 6);
    }

    [Fact]
    public void A_long_pause_ends_a_visit_and_the_next_one_begins_anew()
    {
        var visit = VisitBelief.Begin(0.4);
        visit.Move(120);
        var (stayed, wentOn, left) = visit.Return(3600, chances: (1e-6, 1e-3), leavingShare: 0.2, width: 500, passingShare: 0.4);
        Assert.Equal(1, stayed + wentOn + left, 6);
        Assert.True(left > 0.99);
        Assert.Equal(0.4, visit.Passing, 2);
    }

    [Fact]
    public void A_glimpse_speaks_for_passing_by_and_a_long_visit_against_it()
    {
        var (glimpse, stay) = (VisitBelief.Begin(0.5), VisitBelief.Begin(0.5));
        glimpse.Move(3);
        stay.Move(600);
        Assert.True(glimpse.RatioAtEnd(0.1) > 1);
        Assert.True(stay.RatioAtEnd(0.1) < 0.1);
    }
}
