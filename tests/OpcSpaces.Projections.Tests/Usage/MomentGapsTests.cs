using OpcSpaces.Projections.Usage;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Projections.Tests.Usage;

/// <summary>For how long of an hour no entry at a door can be missing.</summary>
public sealed class MomentGapsTests
{
    private const long Hour = 3_600_000;
    private const long Minute = 60_000;
    private static readonly ClockTurn Believed = new(ClockTurnKind.Believed, 0, 0, (2 * Hour) + (10 * Minute));

    [Fact]
    public void Nothing_is_observed_before_the_first_reading() => Assert.Equal(40 * Minute, Observed(Known(20 * Minute), 0));

    /// <summary>The gateway's reading closes the gap at a time that nobody knows.</summary>
    [Fact]
    public void A_gap_that_ends_in_a_doubt_is_observed_again_from_the_end_of_the_doubt_only()
    {
        var gaps = Known(0);
        gaps.Open(Hour + (10 * Minute));
        gaps.Doubt(Hour + (30 * Minute));
        gaps.Close(7 * Hour); // as the doubted clock shows it
        Assert.False(gaps.IsOpen);
        Assert.Equal((Hour, 10 * Minute, 0), (Observed(gaps, 0), Observed(gaps, 1), Observed(gaps, 2)));
        gaps.Turn(Believed, 0);
        // Of the hour in which the doubt began the sums have dropped what they knew, also of the time before it.
        Assert.Equal((Hour, 0, 50 * Minute, Hour), (Observed(gaps, 0), Observed(gaps, 1), Observed(gaps, 2), Observed(gaps, 3)));
    }

    [Fact]
    public void A_gap_that_begins_in_a_doubt_and_outlasts_it_goes_on()
    {
        var gaps = Known(0);
        gaps.Doubt(Hour + (30 * Minute));
        gaps.Open(5 * Hour);
        gaps.Turn(Believed, 0);
        Assert.True(gaps.IsOpen);
        Assert.Equal((Hour, 0, 0, 0), (Observed(gaps, 0), Observed(gaps, 1), Observed(gaps, 2), Observed(gaps, 3)));
        gaps.Close((2 * Hour) + (25 * Minute));
        Assert.Equal((Hour, 0, 35 * Minute, Hour), (Observed(gaps, 0), Observed(gaps, 1), Observed(gaps, 2), Observed(gaps, 3)));
    }

    [Fact]
    public void What_is_kept_over_a_restart_is_the_same()
    {
        var gaps = Known(20 * Minute);
        gaps.Doubt(Hour);
        var loaded = new MomentGaps();
        loaded.Load(gaps.Save());
        gaps.Turn(Believed, 0);
        loaded.Turn(Believed, 0);
        Assert.Equal([.. Enumerable.Range(0, 4).Select(hour => Observed(gaps, hour))], Enumerable.Range(0, 4).Select(hour => Observed(loaded, hour)));
        Assert.Equal((40 * Minute, 0, 50 * Minute), (Observed(loaded, 0), Observed(loaded, 1), Observed(loaded, 2)));
    }

    private static MomentGaps Known(long fromMs)
    {
        var gaps = new MomentGaps();
        gaps.Close(fromMs);
        return gaps;
    }

    private static long Observed(MomentGaps gaps, int hour) => gaps.ObservedMs(hour * Hour, long.MaxValue);
}
