using OpcSpaces.Edge.Testing.Recordings;

namespace OpcSpaces.Benchmarks.Tests.Truth;

/// <summary>A method with fixed answers, scored on a room of twenty minutes.</summary>
public sealed class TruthScoresTests
{
    private static readonly DateTimeOffset Start = new(2018, 1, 1, 10, 0, 0, TimeSpan.Zero);

    // Somebody is there from minute 5 up to minute 15.
    private static readonly RecordedRoom Room = new(
        "room",
        [new RecordedColumn("S6_PIR", ColumnKind.Motion)],
        [.. Enumerable.Range(0, 40).Select(row => new RoomRow(Start.AddSeconds(30 * row).ToUnixTimeMilliseconds(), [0], row is >= 10 and < 30))],
        new RowRhythm(30_000));

    private static long Minute(int minute) => Start.AddMinutes(minute).ToUnixTimeMilliseconds();

    [Fact]
    public void What_is_settled_may_be_right_where_the_live_state_was_late()
    {
        ReportedState[] reported = [new(Minute(0), Minute(0), false), new(Minute(5), Minute(5), true), new(Minute(19), Minute(15), false)];

        var scores = TruthScores.Of(Room, _ => reported);

        Assert.Equal(new MinuteScore(10, 0, 0, 20), scores.Settled);
        Assert.Equal(new MinuteScore(10, 4, 0, 20), scores.Live);
        Assert.Equal(0, scores.UnknownMs);
    }

    [Fact]
    public void Unknown_counts_as_not_said_and_is_summed()
    {
        var scores = TruthScores.Of(Room, _ => [new ReportedState(Minute(0), Minute(0), false), new ReportedState(Minute(5), Minute(5), true), new ReportedState(Minute(9), Minute(9), null)]);

        Assert.Equal(new MinuteScore(4, 0, 6, 20), scores.Settled);
        Assert.Equal(11 * 60_000, scores.UnknownMs);
        Assert.Equal(55, scores.UnknownPercent, 1e-9);
    }

    [Fact]
    public void Figures_bear_the_methods_name_and_are_sums()
    {
        var scores = TruthScores.Of(Room, _ => [new ReportedState(Minute(0), Minute(0), true)]);
        var figures = new Dictionary<string, double>();

        (scores + scores).AddTo(figures, "always");

        Assert.Equal(66.67, figures["always_f1"]);
        Assert.Equal(100, figures["always_bias_percent"]);
        Assert.Equal(66.67, figures["always_live_f1"]);
    }
}
