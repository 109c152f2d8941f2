namespace OpcSpaces.Benchmarks.Tests.Truth;

/// <summary>What readings say live, and what they say in the end.</summary>
public sealed class ReportedStaysTests
{
    [Fact]
    public void Before_the_first_reading_all_is_unknown()
    {
        var reported = ReportedStays.Of([], 100, 900);

        Assert.Empty(reported.Live);
        Assert.Empty(reported.Settled);
        Assert.Equal([new Span(100, 900)], reported.Unknown);
    }

    [Fact]
    public void A_stay_that_was_dated_back_was_longer_while_it_lasted()
    {
        var reported = ReportedStays.Of([new ReportedState(200, 200, true), new ReportedState(700, 400, false)], 100, 900);

        Assert.Equal([new Span(200, 700)], reported.Live);
        Assert.Equal([new Span(200, 400)], reported.Settled);
        Assert.Equal([new Span(100, 200)], reported.Unknown);
    }

    [Fact]
    public void Free_time_that_was_taken_back_is_occupied_in_the_end()
    {
        ReportedState[] readings = [new(200, 200, true), new(500, 300, false), new(600, 301, true), new(800, 800, false)];

        var reported = ReportedStays.Of(readings, 100, 900);

        Assert.Equal([new Span(200, 500), new Span(600, 800)], reported.Live);
        Assert.Equal([new Span(200, 300), new Span(301, 800)], reported.Settled);
    }

    [Fact]
    public void What_is_dated_before_earlier_readings_replaces_them()
    {
        ReportedState[] readings = [new(200, 200, true), new(300, 300, false), new(400, 400, true), new(500, 250, null)];

        var reported = ReportedStays.Of(readings, 100, 900);

        Assert.Equal([new Span(200, 250)], reported.Settled);
        Assert.Equal([new Span(100, 200), new Span(250, 900)], reported.Unknown);
    }

    [Fact]
    public void A_stay_that_goes_on_ends_where_the_sensing_does()
    {
        Assert.Equal([new Span(200, 900)], ReportedStays.Of([new ReportedState(200, 200, true)], 100, 900).Live);
    }
}
