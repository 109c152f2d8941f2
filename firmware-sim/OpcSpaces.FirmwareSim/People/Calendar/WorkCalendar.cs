using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace OpcSpaces.FirmwareSim.People.Calendar;

/// <summary>
/// China's workdays, public holidays and make-up days from the data file <c>holidays-cn.json</c>, which names its sources. In years
/// without data, Monday to Friday are workdays.
/// </summary>
public sealed class WorkCalendar
{
    private const string MakeUpDay = "调休上班";

    private readonly FrozenDictionary<DateOnly, (DayKind Kind, string Name)> _special;

    private WorkCalendar(Dictionary<DateOnly, (DayKind Kind, string Name)> special)
    {
        _special = special.ToFrozenDictionary();
        (FirstYear, LastYear) = (special.Keys.Min().Year, special.Keys.Max().Year);
    }

    public static WorkCalendar China { get; } = Load();

    public DayKind this[DateOnly date] => _special.TryGetValue(date, out var day) ? day.Kind
        : date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? DayKind.Weekend
        : DayKind.Workday;

    /// <summary>The dates that differ from their weekday, in order, with the name of the holiday.</summary>
    public IEnumerable<(DateOnly Date, DayKind Kind, string Name)> Special =>
        _special.OrderBy(day => day.Key).Select(day => (day.Key, day.Value.Kind, day.Value.Name));

    /// <summary>The first year whose holidays are known.</summary>
    public int FirstYear { get; }

    /// <summary>The last year whose holidays are known.</summary>
    public int LastYear { get; }

    /// <summary>A warning for a time span whose holidays are not all known; null when they are.</summary>
    public string? Warning(DateTime first, DateTime last) => first.Year >= FirstYear && last.Year <= LastYear ? null : string.Create(
        CultureInfo.InvariantCulture,
        $"warning: {first:yyyy-MM-dd} to {last:yyyy-MM-dd} is not completely in the years {FirstYear} to {LastYear}, whose holidays are known; in other years Monday to Friday are workdays");

    private static WorkCalendar Load()
    {
        using var stream = typeof(WorkCalendar).Assembly.GetManifestResourceStream("holidays-cn.json")!;
        using var json = JsonDocument.Parse(stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        var special = new Dictionary<DateOnly, (DayKind Kind, string Name)>();
        foreach (var year in json.RootElement.GetProperty("years").EnumerateArray())
        {
            var number = year.GetProperty("year").GetInt32();
            foreach (var span in year.GetProperty("holidays").EnumerateObject())
                Add(special, number, span.Value.GetString()!, (DayKind.Holiday, span.Name));
            foreach (var day in year.GetProperty("makeUpDays").EnumerateArray())
                Add(special, number, day.GetString()!, (DayKind.Workday, MakeUpDay));
        }
        return new WorkCalendar(special);
    }

    private static void Add(Dictionary<DateOnly, (DayKind Kind, string Name)> special, int year, string span, (DayKind Kind, string Name) day)
    {
        var ends = span.Split("..");
        for (var date = Date(year, ends[0]); date <= Date(year, ends[^1]); date = date.AddDays(1))
            special.Add(date, day);
    }

    private static DateOnly Date(int year, string monthAndDay) =>
        DateOnly.ParseExact(string.Create(CultureInfo.InvariantCulture, $"{year}-{monthAndDay}"), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <summary>The kind of a date.</summary>
public enum DayKind
{
    /// <summary>A Monday to Friday, or a weekend day that makes up for a holiday (调休上班).</summary>
    Workday,

    Weekend,

    /// <summary>A public holiday, or a day off that was moved next to one.</summary>
    Holiday,
}
