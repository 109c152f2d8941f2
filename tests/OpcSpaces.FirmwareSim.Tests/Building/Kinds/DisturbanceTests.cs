using OpcSpaces.FirmwareSim.Building.Kinds;
using OpcSpaces.FirmwareSim.People.Calendar;

namespace OpcSpaces.FirmwareSim.Tests.Building.Kinds;

public class DisturbanceTests
{
    private const int Days = 400;

    [Theory]
    [InlineData(8, 20, 12)]
    [InlineData(22, 6, 3)]
    [InlineData(0, 24, 0.5)]
    public void Bursts_come_as_often_as_described_and_only_in_their_hours(double from, double to, double perHour)
    {
        var sun = new Disturbance(DisturbanceKind.Sun, from, to) { PerHour = perHour, Seconds = 5 };
        var bursts = Enumerable.Range(0, Days).SelectMany(day => sun.DrawDay(DayKind.Weekend, Random(day))).ToList();

        var hours = Days * (to > from ? to - from : 24 - from + to);
        Assert.InRange(bursts.Count / (hours * perHour), 0.93, 1.05);
        Assert.InRange(bursts.Average(burst => burst.To - burst.From), 4.5, 5.5);
        Assert.All(bursts, burst => Assert.True(from < to ? burst.From >= from * 3_600 && burst.From < to * 3_600 : burst.From >= from * 3_600 || burst.From < to * 3_600, $"{burst}"));
    }

    [Fact]
    public void Bursts_of_a_day_do_not_overlap_and_end_before_midnight()
    {
        var pets = new Disturbance(DisturbanceKind.Pets, 0, 24) { PerHour = 60, Seconds = 120 };
        for (var day = 0; day < 50; day++)
        {
            var bursts = pets.DrawDay(DayKind.Workday, Random(day)).ToList();
            Assert.All(bursts.Zip(bursts.Skip(1)), pair => Assert.True(pair.First.To + 0.009 < pair.Second.From, $"{pair}"));
            Assert.All(bursts, burst => Assert.True(burst is { From: >= 0, To: <= 86_390 } && burst.From <= burst.To, $"{burst}"));
        }
    }

    [Fact]
    public void Passers_and_cleaners_come_on_workdays_and_the_cleaners_once()
    {
        foreach (var kind in Enum.GetValues<DisturbanceKind>())
        {
            var disturbance = Disturbance.Of(kind, 18, 22);
            var onlyOnWorkdays = kind is DisturbanceKind.Passers or DisturbanceKind.Cleaners;
            for (var day = 0; day < 30; day++)
            {
                var counts = new[] { DayKind.Workday, DayKind.Weekend, DayKind.Holiday }.Select(date => disturbance.DrawDay(date, Random(day)).Count()).ToArray();
                Assert.Equal(kind == DisturbanceKind.Cleaners ? 1 : counts[0], counts[0]);
                Assert.Equal(onlyOnWorkdays ? 0 : counts[0], counts[1]);
                Assert.Equal(counts[1], counts[2]);
            }
        }
    }

    [Fact]
    public void The_cleaners_come_once_in_hours_over_midnight_too() =>
        Assert.All(Enumerable.Range(0, 30), day => Assert.InRange(Assert.Single(new Disturbance(DisturbanceKind.Cleaners, 20, 1).DrawDay(DayKind.Workday, Random(day))).From, 20 * 3_600, 86_400));

    private static SeededRandom Random(int day) => SeededRandom.For(5, day);
}
