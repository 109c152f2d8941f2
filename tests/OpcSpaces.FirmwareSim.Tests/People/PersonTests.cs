using OpcSpaces.FirmwareSim.People;

namespace OpcSpaces.FirmwareSim.Tests.People;

public class PersonTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);
    private static readonly Person[] People = [.. Enumerable.Range(0, 1_000).Select(desk => new Person(1, desk))];

    [Theory]
    [InlineData(3, 0, 0.001)]
    [InlineData(7.5, 0, 0.02)]
    [InlineData(8.75, 0.05, 0.35)]
    [InlineData(10.5, 0.5, 0.8)]
    [InlineData(12.5, 0.1, 0.4)]
    [InlineData(15, 0.5, 0.8)]
    [InlineData(17, 0.5, 0.8)]
    [InlineData(19, 0.15, 0.5)]
    [InlineData(21.5, 0.01, 0.08)]
    [InlineData(23.9, 0, 0.012)]
    [InlineData(0.9, 0, 0.012)]
    [InlineData(2.1, 0, 0)]
    public void On_a_workday_the_share_of_used_desks_follows_an_office(double hour, double least, double most)
    {
        for (var day = 0; day < 5; day++)
            Assert.InRange(Share(Monday.AddDays(day), hour), least, most);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public void At_a_weekend_few_desks_are_used(int day) => Assert.InRange(Share(Monday.AddDays(day), 11), 0.03, 0.25);

    [Fact]
    public void Lunch_is_a_dip_between_two_halves_of_the_day()
    {
        var lunch = Share(Monday, 12.6);
        Assert.True(lunch < 0.6 * Share(Monday, 11) && lunch < 0.6 * Share(Monday, 14.5), $"at lunch {lunch:0.00}");
    }

    [Fact]
    public void Some_desks_are_never_used_in_a_month_and_most_are()
    {
        var days = Enumerable.Range(0, 28).Select(Monday.AddDays).ToList();
        var unused = People.Count(person => days.TrueForAll(day => person.StaysOn(day).Count == 0));

        Assert.InRange(unused, 15, 80);
    }

    [Fact]
    public void The_stays_of_a_day_are_in_order_apart_and_within_the_day()
    {
        foreach (var person in People)
        {
            for (var day = 0; day < 14; day++)
            {
                var last = -1.0;
                foreach (var stay in person.StaysOn(Monday.AddDays(day)))
                {
                    Assert.True(stay.FromSeconds > last && stay.ToSeconds > stay.FromSeconds && stay.ToSeconds <= Stay.Midnight, $"{stay} after {last}");
                    last = stay.ToSeconds;
                }
            }
        }
    }

    [Fact]
    public void A_few_people_work_until_one_or_two_at_night_and_are_there_before_and_after_midnight()
    {
        var nights = 0;
        for (var day = 0; day < 28; day++)
        {
            foreach (var person in People)
            {
                var (evening, night) = (person.StaysOn(Monday.AddDays(day)), person.StaysOn(Monday.AddDays(day + 1)));
                var stays = evening.Count > 0 && evening[^1].ToSeconds >= Stay.Midnight;
                Assert.Equal(stays, night.Count > 0 && night[0].FromSeconds <= 0);
                if (!stays)
                    continue;
                Assert.InRange(night[0].ToSeconds, 3_600, 7_200);
                Assert.True(person.Habits.LeavingHour >= 20 && evening[^1].FromSeconds > 21.5 * 3_600, $"{evening[^1]}");
                nights++;
            }
        }
        Assert.InRange(nights / 28.0, 0.5, 8);
    }

    [Fact]
    public void A_person_with_the_same_seed_and_desk_has_the_same_days()
    {
        Assert.Equal(People[17].StaysOn(Monday), new Person(1, 17).StaysOn(Monday));
        Assert.NotEqual(People[17].Habits, new Person(2, 17).Habits);
    }

    private static double Share(DateOnly date, double hour) =>
        People.Count(person => person.StaysOn(date).Any(stay => stay.FromSeconds <= hour * 3_600 && hour * 3_600 < stay.ToSeconds)) / (double)People.Length;
}
