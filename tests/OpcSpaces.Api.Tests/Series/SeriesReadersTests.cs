using Moq;
using OpcSpaces.Answers.Series;
using OpcSpaces.Api.Series;
using OpcSpaces.Points;
using OpcSpaces.Storage.Series;

namespace OpcSpaces.Api.Tests.Series;

/// <summary>How much is read for questions about a long time.</summary>
public sealed class SeriesReadersTests
{
    private const long HourMs = 3_600_000;
    private const long SecondNs = 1_000_000_000;
    private static readonly SeriesKey Desk = new("occupancy", "hub", "open-3", "desk/1", "occupied");
    private static readonly SeriesKey Power = new("energy", "hub", "open-3", "meter/1", "power");
    private readonly Mock<ISeriesStore> _store = new();
    private readonly List<int> _pages = [];

    [Fact]
    public async Task Beside_an_hour_of_readings_there_is_a_page_in_memory()
    {
        EverySecond();
        var readings = new HourReadings(_store.Object, Desk, 12 * HourMs, most: 100_000);
        for (var hour = 0; hour < 12; hour++)
        {
            var found = (await readings.OfAsync(hour * HourMs, (hour + 1) * HourMs, default))!;
            // That which held at the beginning, and one a second.
            Assert.Equal(Enumerable.Range((hour * 3_600) - 1, 3_601).Select(second => second * SecondNs), found.Select(sample => sample.TimeNs));
            // Nothing is read before it is needed.
            Assert.InRange(_pages.Sum(), (hour + 1) * 3_600, ((hour + 1) * 3_600) + HourReadings.PageReadings);
        }

        Assert.All(_pages, page => Assert.InRange(page, 0, HourReadings.PageReadings));
        Assert.Equal(12 * 3_600, _pages.Sum());
    }

    [Fact]
    public async Task Readings_without_end_are_read_no_further_than_allowed()
    {
        EverySecond();
        var readings = new HourReadings(_store.Object, Desk, 1_000_000 * HourMs, most: 25_000);
        var hours = 0;
        while (await readings.OfAsync(hours * HourMs, (hours + 1) * HourMs, default) is not null) hours++;
        Assert.Equal((5, 30_000), (hours, _pages.Sum()));
    }

    [Theory]
    [InlineData(1_800, 4_000, 84)] // half hours of 83 days
    [InlineData(1, 4_000, 1)]
    [InlineData(3_600, 2_000, 1)] // hours are summed up already
    public async Task Fine_parts_are_summed_up_a_day_at_a_time(int stepSeconds, int parts, int questions)
    {
        var asked = Summed(readingsOfPart: 2);
        var found = await new SummaryReader(_store.Object).ReadAsync(Power, SeriesContent.Numbers, Whole(new SeriesGrid(0, stepSeconds * SecondNs, parts)), 1_000_000, default);
        Assert.Equal(questions, asked.Count);
        Assert.Equal(Enumerable.Range(0, parts).Select(part => DateTimeOffset.FromUnixTimeSeconds(part * (long)stepSeconds)), found!.Select(part => part.Start));
        if (questions > 1) Assert.All(asked, grid => Assert.InRange(grid.EndNs - grid.FromNs, 1, 86_400 * SecondNs));
    }

    [Fact]
    public async Task Summing_up_ends_with_the_day_in_which_there_are_too_many()
    {
        var asked = Summed(readingsOfPart: 100_000);
        Assert.Null(await new SummaryReader(_store.Object).ReadAsync(Power, SeriesContent.Numbers, Whole(new SeriesGrid(0, 1_800 * SecondNs, 4_000)), 20_000_000, default));
        Assert.Equal(5, asked.Count);
    }

    [Theory]
    [InlineData(60, 30, 30 + (5 * 60))]
    [InlineData(240, 30, 30 + (5 * 60))]
    [InlineData(720, 0, 360)]
    [InlineData(720, 30, 45)]
    [InlineData(10, 5, 355)]
    public async Task Nothing_outside_of_the_span_is_read_and_all_within(int stepMinutes, int fromMinute, int toMinute)
    {
        const long MinuteNs = 60 * SecondNs;
        var asked = Summed(readingsOfPart: 1);
        var grid = new SeriesGrid(0, stepMinutes * MinuteNs, ((toMinute - 1) / stepMinutes) + 1);
        var found = (await new SummaryReader(_store.Object).ReadAsync(Power, SeriesContent.Numbers, new SeriesSpan(grid, fromMinute * MinuteNs, toMinute * MinuteNs), 1_000_000, default))!;
        Assert.Equal((fromMinute * MinuteNs, toMinute * MinuteNs), (asked[0].FromNs, asked[^1].EndNs));
        Assert.All(asked.Zip(asked.Skip(1)), pair => Assert.Equal(pair.First.EndNs, pair.Second.FromNs));
        Assert.Equal(grid.Count, found.Count);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(fromMinute * 60L), found[0].Start);
        // What is longer than an hour is read beside whole hours alone.
        Assert.All(asked.Where(slice => slice.StepNs > 120 * MinuteNs), slice => Assert.Equal((0, 0), (slice.FromNs % (60 * MinuteNs), slice.StepNs % (60 * MinuteNs))));
    }

    [Fact]
    public async Task The_pieces_of_a_cut_part_are_one_part()
    {
        const long MinuteNs = 60 * SecondNs;
        _store.Setup(it => it.SummariseAsync(Power, It.IsAny<SeriesGrid>(), It.IsAny<CancellationToken>())).ReturnsAsync((SeriesKey _, SeriesGrid grid, CancellationToken _) =>
        {
            var minutes = grid.StepNs / MinuteNs;
            return [new SeriesBucket(0, minutes, 1, new BucketNumbers(minutes, minutes, minutes, minutes), minutes)];
        });
        var span = new SeriesSpan(new SeriesGrid(0, 240 * MinuteNs, 1), 30 * MinuteNs, 195 * MinuteNs);
        // 30, 120 and 15 minutes.
        var numbers = Assert.Single((await new SummaryReader(_store.Object).ReadAsync(Power, SeriesContent.Numbers, span, 1_000_000, default))!);
        Assert.Equal((165L, 3L, 15.0, 120.0, 15.0), (numbers.Readings!.Value, numbers.Others!.Value, numbers.Least!.Value, numbers.Most!.Value, numbers.Last!.Value));
        Assert.Equal(15_525.0 / 165, numbers.Mean!.Value, 9);
        var growth = Assert.Single((await new SummaryReader(_store.Object).ReadAsync(Power, SeriesContent.Growth, span, 1_000_000, default))!);
        Assert.Equal((165L, 15.0), (growth.Growth!.Value, growth.Last!.Value));
    }

    private static SeriesSpan Whole(SeriesGrid grid) => new(grid, grid.FromNs, grid.EndNs);

    private void EverySecond()
    {
        _store.Setup(it => it.ReadBeforeAsync(Desk, It.IsAny<long>(), It.IsAny<CancellationToken>())).ReturnsAsync((SeriesKey _, long before, CancellationToken _) => At((before / SecondNs) - 1));
        _store.Setup(it => it.ReadAsync(Desk, It.IsAny<long>(), It.IsAny<long>(), It.IsAny<int>(), It.IsAny<CancellationToken>())).ReturnsAsync((SeriesKey _, long from, long to, int limit, CancellationToken _) =>
        {
            var first = (from + SecondNs - 1) / SecondNs;
            var page = Enumerable.Range(0, (int)Math.Min(limit, Math.Max(0, (to / SecondNs) - first))).Select(i => At(first + i)).ToList();
            _pages.Add(page.Count);
            return page;
        });
    }

    private static SeriesSample At(long second) => new(second * SecondNs, PointValue.Of(second % 2), QualityCode.Good);

    private List<SeriesGrid> Summed(long readingsOfPart)
    {
        var asked = new List<SeriesGrid>();
        _store.Setup(it => it.SummariseAsync(Power, It.IsAny<SeriesGrid>(), It.IsAny<CancellationToken>())).ReturnsAsync((SeriesKey _, SeriesGrid grid, CancellationToken _) =>
        {
            asked.Add(grid);
            return [.. Enumerable.Range(0, grid.Count).Select(part => new SeriesBucket(part, readingsOfPart, 0, new BucketNumbers(1, 2, 1.5, 2), 0))];
        });
        return asked;
    }
}
