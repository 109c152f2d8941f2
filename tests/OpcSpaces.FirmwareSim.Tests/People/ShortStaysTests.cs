using OpcSpaces.FirmwareSim.Building.Kinds;
using OpcSpaces.FirmwareSim.People;

namespace OpcSpaces.FirmwareSim.Tests.People;

/// <summary>What the kind of a place changes in the day of its person.</summary>
public class ShortStaysTests
{
    private const int People = 300;
    private static readonly DateOnly Monday = new(2026, 3, 2);
    private static readonly DateOnly Sunday = new(2026, 3, 1);

    [Fact]
    public void Short_absences_come_as_often_and_last_as_long_as_described()
    {
        var kind = new PlaceKind { Name = "a", Absences = new ShortTimes(4, 9, 12) };
        var (hours, absences) = (0.0, new List<double>());
        for (var person = 0; person < People; person++)
        {
            var (usual, stays) = (new Person(1, person).StaysOn(Monday), new Person(1, person, kind: kind).StaysOn(Monday));
            hours += usual.Sum(Length) / 3_600;
            absences.AddRange(usual.SelectMany(stay => Gaps(stay, stays)));
            Assert.Equal(usual.Select(stay => stay.FromSeconds), stays.Select(stay => stay.FromSeconds).Intersect(usual.Select(stay => stay.FromSeconds)));
            AssertInOrder(stays);
        }

        // Absences are cut from stays that are long enough for them, and not at their ends.
        Assert.InRange(absences.Count / (hours / 8), 2.6, 4);
        Assert.All(absences, seconds => Assert.InRange(seconds, 9 * 60 - 0.001, 12 * 60 + 0.001));
    }

    [Fact]
    public void Visits_come_as_often_and_last_as_long_as_described_and_on_workdays_only()
    {
        var kind = new PlaceKind { Name = "a", Attendance = 0, Visits = new ShortTimes(5, 1, 8) };
        var stays = Enumerable.Range(0, People).Select(person => new Person(1, person, kind: kind)).ToList();
        var visits = stays.SelectMany(person => person.StaysOn(Monday)).ToList();

        Assert.InRange(visits.Count / (double)People, 4.3, 5.2);
        Assert.All(visits, visit => Assert.InRange(Length(visit), 60, 8 * 60));
        Assert.InRange(visits.Average(Length), 4.2 * 60, 4.8 * 60);
        Assert.All(stays, person => AssertInOrder(person.StaysOn(Monday)));
        Assert.All(stays, person => Assert.Empty(person.StaysOn(Sunday)));
    }

    [Fact]
    public void Visits_are_while_the_person_of_the_desk_is_away()
    {
        var kind = new PlaceKind { Name = "a", Visits = new ShortTimes(20, 5, 30) };
        for (var person = 0; person < People; person++)
        {
            var stays = new Person(1, person, kind: kind).StaysOn(Monday);
            AssertInOrder(stays);
            Assert.Subset(stays.ToHashSet(), new Person(1, person).StaysOn(Monday).ToHashSet());
        }
    }

    [Fact]
    public void Nobody_comes_where_nobody_attends()
    {
        var kind = new PlaceKind { Name = "a", Attendance = 0 };
        for (var date = Monday; date < Monday.AddDays(14); date = date.AddDays(1))
            Assert.All(Enumerable.Range(0, People), person => Assert.Empty(new Person(1, person, kind: kind).StaysOn(date)));
        Assert.Equal(300, new Person(1, 0, kind: kind with { StillSeconds = 300 }).Habits.StirSeconds);
    }

    [Fact]
    public void A_kind_that_says_nothing_of_people_changes_no_day() => Assert.All(
        Enumerable.Range(0, People), person => Assert.Equal(new Person(1, person).StaysOn(Monday), new Person(1, person, kind: new PlaceKind { Name = "a" }).StaysOn(Monday)));

    private static double Length(Stay stay) => stay.ToSeconds - stay.FromSeconds;

    private static IEnumerable<double> Gaps(Stay stay, IReadOnlyList<Stay> stays)
    {
        var inside = stays.Where(part => part.FromSeconds >= stay.FromSeconds && part.ToSeconds <= stay.ToSeconds).ToList();
        return inside.Zip(inside.Skip(1), (a, b) => b.FromSeconds - a.ToSeconds);
    }

    private static void AssertInOrder(IReadOnlyList<Stay> stays)
    {
        Assert.All(stays, stay => Assert.True(stay.ToSeconds > stay.FromSeconds, $"{stay}"));
        Assert.All(stays.Zip(stays.Skip(1)), pair => Assert.True(pair.Second.FromSeconds > pair.First.ToSeconds, $"{pair}"));
    }
}
