namespace OpcSpaces.Model.Usage.Calendars;

/// <summary>Which dates a question about usage is about where it does not say.</summary>
public static class UsualDates
{
    /// <summary>How many dates: a row of ghost workdays (20) with a week of holidays in it, and what leads to it.</summary>
    public const int Count = 56;

    /// <summary>The dates that were given, and for the others: until yesterday, and <see cref="Count"/> of them.</summary>
    /// <param name="from">The first date; null where it was not given.</param>
    /// <param name="to">The last date; null where it was not given.</param>
    /// <param name="today">The present date of the community.</param>
    public static (DateOnly From, DateOnly To) Of(DateOnly? from, DateOnly? to, DateOnly today)
    {
        var last = to ?? (from is { } first ? Earlier(first.AddDays(Count - 1), first > today ? first : today) : today.AddDays(-1));
        return (from ?? last.AddDays(1 - Count), last);
    }

    private static DateOnly Earlier(DateOnly one, DateOnly other) => one < other ? one : other;
}
