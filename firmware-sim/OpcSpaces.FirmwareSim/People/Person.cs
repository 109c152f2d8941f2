namespace OpcSpaces.FirmwareSim.People;

/// <summary>The person of one desk; each day is drawn from seed, desk and date alone, so any hour can be looked at without the hours before.</summary>
public sealed class Person(int seed, int desk)
{
    private const long HabitsPart = -1;

    public Habits Habits { get; } = Habits.Of(SeededRandom.For(seed, desk, HabitsPart));

    public IReadOnlyList<Stay> StaysOn(DateOnly date) =>
        WorkDay.Draw(Habits, date.DayOfWeek, SeededRandom.For(seed, desk, date.DayNumber));
}
