using OpcSpaces.FirmwareSim.People.Calendar;

namespace OpcSpaces.FirmwareSim.People;

/// <summary>The person of one desk; each day is drawn from seed, desk and date alone, so any hour can be looked at without the hours before.</summary>
public sealed class Person(int seed, int desk, PeopleMix? mix = null)
{
    private const long HabitsPart = -1;

    /// <summary>Numbered through the building from 0, as the desks are.</summary>
    public int Number => desk;

    public Habits Habits { get; } = Habits.Of(mix ?? new PeopleMix(), SeededRandom.For(seed, desk, HabitsPart));

    /// <summary>When the person would sit at the desk if nobody called a meeting.</summary>
    public IReadOnlyList<Stay> StaysOn(DateOnly date) => Draw(date);

    internal List<Stay> Draw(DateOnly date) => WorkDay.Draw(Habits, WorkCalendar.China[date], SeededRandom.For(seed, desk, date.DayNumber));
}
