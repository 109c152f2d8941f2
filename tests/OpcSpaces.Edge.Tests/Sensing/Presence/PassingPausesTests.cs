using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Tests.Sensing.Presence;

public sealed class PassingPausesTests
{
    private static readonly PauseModel Model = PauseModel.Of(0);

    private readonly PassingPauses _pauses = new();

    [Fact]
    public void All_classes_together_have_the_probability_1()
    {
        var first = PauseModel.BinOf(Model.ShortestSeconds + 0.01);
        var sum = Enumerable.Range(first, PauseModel.Bins - first).Sum(bin => new PassingPauses().Learn(bin, Model));
        Assert.InRange(sum, 0.95, 1.0001);
    }

    [Fact]
    public void The_usual_pause_of_a_place_becomes_likely_and_another_unlikely()
    {
        var (usual, other) = (PauseModel.BinOf(400), PauseModel.BinOf(6000));
        var (usualBefore, otherBefore) = (new PassingPauses().Learn(usual, Model), new PassingPauses().Learn(other, Model));
        var random = new Random(3);
        for (var i = 0; i < 200; i++) _pauses.Learn(PauseModel.BinOf(-400 * Math.Log(1 - random.NextDouble())), Model);
        Assert.True(_pauses.Learn(usual, Model) > 1.2 * usualBefore);
        Assert.True(_pauses.Learn(other, Model) < 0.5 * otherBefore);
    }

    [Fact]
    public void Nobody_passes_a_desk_every_half_minute()
    {
        for (var i = 0; i < 300; i++) _pauses.Learn(PauseModel.BinOf(30), Model);
        // An exponential distribution with a mean of half a minute would have 0.05.
        Assert.InRange(_pauses.Learn(PauseModel.BinOf(30), Model), 0, 0.03);
    }
}
