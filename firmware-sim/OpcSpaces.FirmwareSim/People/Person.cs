using OpcSpaces.FirmwareSim.Building.Kinds;
using OpcSpaces.FirmwareSim.People.Calendar;

namespace OpcSpaces.FirmwareSim.People;

/// <summary>
/// The person of one desk. Each day depends only on seed, desk and date (and the evening before), so any hour can be looked at
/// without simulating the hours before.
/// </summary>
/// <param name="seed">The seed of the people.</param>
/// <param name="desk">The number of the person in the building.</param>
/// <param name="mix">The kinds of people.</param>
/// <param name="kind">The kind of the person's place; null for none.</param>
/// <param name="isAway">Whether the person's firm is away on a date, so that nobody comes; null for never.</param>
public sealed class Person(int seed, int desk, PeopleMix? mix = null, PlaceKind? kind = null, Func<DateOnly, bool>? isAway = null)
{
    private const long HabitsPart = -1;
    private const long NightPart = -3;
    private const long ShortPart = -4;

    /// <summary>The number of the person in the building, from 0, in the order of the desks.</summary>
    public int Number => desk;

    public Habits Habits { get; } = Habits.Of(mix ?? new PeopleMix(), SeededRandom.For(seed, desk, HabitsPart)).At(kind);

    /// <summary>The stays at the desk before meetings are added.</summary>
    public IReadOnlyList<Stay> StaysOn(DateOnly date) => Draw(date);

    internal List<Stay> Draw(DateOnly date)
    {
        if (IsAway(date))
            return [];
        var stays = DrawOwn(date);
        if (kind is not null)
            ShortStays.Apply(kind, WorkCalendar.China[date], stays, SeededRandom.For(seed, desk, ShortPart, date.DayNumber));
        return stays;
    }

    private List<Stay> DrawOwn(DateOnly date)
    {
        var stays = DrawDay(date);
        if (Habits.WorksOn == 0)
            return stays;
        if (DrawNight(date, stays) is not null && !IsAway(date.AddDays(1)))
            stays.Add(WorkDay.UntilMidnight(stays[^1]));
        var yesterday = date.AddDays(-1);
        if (!IsAway(yesterday) && DrawNight(yesterday, DrawDay(yesterday)) is { } night)
            stays.Insert(0, night);
        return stays;
    }

    private bool IsAway(DateOnly date) => isAway?.Invoke(date) == true;

    private List<Stay> DrawDay(DateOnly date) => WorkDay.Draw(Habits, WorkCalendar.China[date], SeededRandom.For(seed, desk, date.DayNumber));

    /// <summary>The stay after the midnight that ends a date; null when the person has left by then.</summary>
    private Stay? DrawNight(DateOnly evening, List<Stay> stays)
    {
        var random = SeededRandom.For(seed, desk, NightPart, evening.DayNumber);
        return random.Chance(Habits.WorksOn) && WorkDay.EndsLate(stays) ? WorkDay.DrawNight(random) : null;
    }
}

/// <summary>A time at the desk, in seconds of the building's local day. A stay over midnight is two stays that meet there.</summary>
public readonly record struct Stay(double FromSeconds, double ToSeconds)
{
    /// <summary>The end of a day, in seconds.</summary>
    public const double Midnight = 86_400;
}
