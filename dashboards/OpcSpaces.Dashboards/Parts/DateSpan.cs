using System.Globalization;

namespace OpcSpaces.Dashboards.Parts;

/// <summary>The days that a page is about, both included.</summary>
public sealed record DateSpan(DateOnly From, DateOnly Through)
{
    // Nothing was measured before.
    private static readonly DateOnly First = new(2020, 1, 1);

    public int Days => Through.DayNumber - From.DayNumber + 1;

    /// <summary>The days up to a day.</summary>
    /// <param name="days">How many.</param>
    /// <param name="through">The last one.</param>
    public static DateSpan Last(int days, DateOnly through) => new(through.AddDays(1 - days), through);

    /// <summary>Reads the days of an address; what is missing or makes no sense is taken from <paramref name="usual"/>, and the page shows which days it is about.</summary>
    /// <param name="from">As <c>yyyy-MM-dd</c>.</param>
    /// <param name="through">As <c>yyyy-MM-dd</c>.</param>
    /// <param name="usual">The days without a choice.</param>
    public static DateSpan Read(string? from, string? through, DateSpan usual)
    {
        var last = DayIn(through) ?? usual.Through;
        var first = DayIn(from) ?? (last < usual.From ? last : usual.From);
        return first <= last ? new(first, last) : new(last, first);
    }

    /// <summary>A day in an address.</summary>
    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static DateOnly? DayIn(string? text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day >= First ? day : null;
}
