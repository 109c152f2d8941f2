using OpcSpaces.Edge.Sensing.Presence.Grades;

namespace OpcSpaces.Edge.Tests.Sensing.Presence.Grades;

/// <summary>A quantity that is known by candidates.</summary>
public sealed class CandidateValuesTests
{
    private readonly CandidateValues _values = new([1, 2, 4], [1, 2, 1]);

    [Fact]
    public void Weights_begin_as_usual_and_always_add_up_to_one()
    {
        Assert.Equal([0.25, 0.5, 0.25], Weights());

        for (var i = 0; i < 500; i++) _values.Learn([0.1, 0.1, 5], 0.25);

        Assert.Equal(1, Weights().Sum(), 1e-9);
    }

    [Fact]
    public void What_explains_best_wins_and_the_others_stay_possible()
    {
        for (var i = 0; i < 100; i++) _values.Learn([0.1, 0.1, 5], 0.25);

        Assert.InRange(_values.Weight(2), 0.75, 0.85);
        Assert.InRange(_values.Weight(0), 0.04, 0.1);
    }

    [Fact]
    public void Likelihoods_of_zero_do_not_exclude_everything()
    {
        _values.Learn([0, 0, 0], 1);

        Assert.All(Weights(), weight => Assert.InRange(weight, 0.1, 0.6));
    }

    [Fact]
    public void A_quantity_may_change()
    {
        for (var i = 0; i < 300; i++) _values.Learn([5, 0.1, 0.1], 0.25);
        for (var i = 0; i < 60; i++) _values.Learn([0.1, 0.1, 5], 0.25);

        Assert.True(_values.Weight(2) > _values.Weight(0), string.Join(' ', Weights()));
    }

    private double[] Weights() => [.. Enumerable.Range(0, 3).Select(_values.Weight)];
}
