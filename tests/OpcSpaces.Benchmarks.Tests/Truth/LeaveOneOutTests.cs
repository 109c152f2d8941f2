using OpcSpaces.Benchmarks.Truth;
using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Benchmarks.Tests.Truth;

/// <summary>Choosing the estimator's numbers without the recording that is scored with them.</summary>
public sealed class LeaveOneOutTests
{
    private static readonly PresenceTuning[] Two = [PresenceTuning.Chosen, new() { BridgedAbove = 0.9 }];

    [Fact]
    public void A_recording_is_scored_with_what_is_best_for_the_others()
    {
        // The second is much better for c alone, so it is chosen for a and b, and not for c itself.
        var left = LeaveOneOut.Of(["a", "b", "c"], Two, [[80, 60, 20], [70, 65, 90]]);

        Assert.Equal([new LeftOut("a", Two[1], 70, 80), new LeftOut("b", Two[1], 65, 60), new LeftOut("c", Two[0], 20, 20)], left.Rows);
        Assert.Equal(1, left.Unchanged);
    }

    [Fact]
    public void The_choice_stays_where_nothing_else_is_better()
    {
        var left = LeaveOneOut.Of(["a", "b"], Two, [[80, 60], [80, 60]]);
        var figures = new Dictionary<string, double>();

        left.AddTo(figures);

        Assert.Equal(2, left.Unchanged);
        Assert.Equal((70, 70, 0, 2), (figures["left_out_mean_f1"], figures["left_out_chosen_mean_f1"], figures["left_out_worst_loss"], figures["left_out_unchanged"]));
    }

    [Fact]
    public void The_grid_begins_with_what_was_chosen_and_has_every_combination_once()
    {
        Assert.Equal(PresenceTuning.Chosen, LeaveOneOut.Grid[0]);
        Assert.Equal(81, LeaveOneOut.Grid.Distinct().Count());
        Assert.Equal(81, LeaveOneOut.Grid.Count);
    }
}
