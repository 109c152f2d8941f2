namespace OpcSpaces.Benchmarks.Tests.Truth;

/// <summary>Minutes that are counted by hand, compared with the scorer.</summary>
public sealed class MinuteScorerTests
{
    private static Span Seconds(double from, double to) => new((long)(from * 1000), (long)(to * 1000));

    [Fact]
    public void A_minute_is_occupied_if_at_least_half_of_it_is()
    {
        var score = MinuteScorer.Score([Seconds(0, 240)], [Seconds(0, 30), Seconds(60, 89.999), Seconds(150, 240)], [Seconds(30, 60), Seconds(60, 90), Seconds(120, 150)]);

        // True: yes, no, yes, yes. Reported: yes, yes, yes, no.
        Assert.Equal(new MinuteScore(Hits: 2, FalseAlarms: 1, Misses: 1, Minutes: 4), score);
    }

    [Fact]
    public void Pieces_of_a_minute_add_up()
    {
        var score = MinuteScorer.Score([Seconds(0, 60)], [Seconds(0, 10), Seconds(20, 30), Seconds(40, 50)], [Seconds(45, 60), Seconds(0, 15)]);

        Assert.Equal(new MinuteScore(1, 0, 0, 1), score);
    }

    [Fact]
    public void A_minute_that_a_gap_cuts_is_not_judged()
    {
        var score = MinuteScorer.Score([Seconds(10, 150), Seconds(155, 240.1)], [Seconds(0, 300)], []);

        // Minutes 1 and 3 are whole; 0 and 2 are not, and of 4 there is a tenth of a second.
        Assert.Equal(new MinuteScore(0, 0, Misses: 2, Minutes: 2), score);
    }

    [Fact]
    public void A_minute_that_lacks_half_a_second_is_whole_and_one_that_lacks_more_is_not()
    {
        Assert.Equal(1, MinuteScorer.Score([Seconds(0.5, 60)], [], []).Minutes);
        Assert.Equal(0, MinuteScorer.Score([Seconds(0.501, 60)], [], []).Minutes);
    }

    [Fact]
    public void Scores_are_what_their_names_say()
    {
        var score = new MinuteScore(Hits: 80, FalseAlarms: 30, Misses: 20, Minutes: 1000);

        // Precision 80/110, recall 80/100.
        Assert.Equal(100 * 2 * (80 / 110.0) * 0.8 / ((80 / 110.0) + 0.8), score.F1, 1e-9);
        Assert.Equal(10, score.BiasPercent, 1e-9);
        Assert.Equal(new MinuteScore(160, 60, 40, 2000), score + score);
    }

    [Fact]
    public void Nobody_there_and_nobody_seen_is_right()
    {
        Assert.Equal(100, new MinuteScore(0, 0, 0, 60).F1);
        Assert.Equal(0, new MinuteScore(0, 1, 0, 60).F1);
    }
}
