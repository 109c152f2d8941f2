namespace OpcSpaces.FirmwareSim.Tenancy.Rows;

/// <summary>The dates of a simulated community. From <see cref="Books"/> on, nothing but absences and books depends on the date.</summary>
internal static class Timeline
{
    /// <summary>When the community opens, and its sensors are installed.</summary>
    public static readonly DateOnly Opened = new(2025, 1, 1);

    /// <summary>When all tenants have moved in, and from which month on there are invoices and insured head-counts.</summary>
    public static readonly DateOnly Books = TenantAbsences.First;

    /// <summary>For how many days ahead absences are announced.</summary>
    public const int AnnouncedDays = 60;

    private const int MonthsToMoveIn = 12;

    /// <summary>The first of one of the months in which tenants move in.</summary>
    public static DateOnly DrawMoveIn(SeededRandom random) => Opened.AddMonths(random.Below(MonthsToMoveIn));

    /// <summary>The months with books up to a date.</summary>
    public static IEnumerable<DateOnly> MonthsUntil(DateOnly date)
    {
        for (var month = Books; month <= date; month = month.AddMonths(1))
            yield return month;
    }

    public static DateOnly LastDayOf(DateOnly month) => month.AddMonths(1).AddDays(-1);
}
