using OpcSpaces.Model.Registry;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Points.Hours;

namespace OpcSpaces.Model.Usage.Calendars;

/// <summary>
/// When a community is open and when people are expected to work, from the registry: its time zone, the opening hours of the week, and the
/// special dates. A weekday without opening hours is closed and no workday.
/// </summary>
/// <remarks>
/// A holiday is closed, unless its row has hours, and never a workday. A date that is a workday has the hours of its row, else of its weekday,
/// else (a working Sunday) of the first workday of the week. An opening time that the change of clocks skips is later by as much as is
/// skipped; of a time that comes twice, the first is the opening and the second the closing.
/// </remarks>
public sealed class CommunityCalendar
{
    /// <summary>The length of an hour in ms.</summary>
    public const int HourMs = 3_600_000;

    private const string NoHours = "the registry has no opening hours: Monday to Friday, 09:00 to 18:00, are assumed";

    private readonly OpeningHours?[] _week = new OpeningHours?[7];
    private readonly Dictionary<DateOnly, CalendarDay> _special;
    private readonly TimeZoneInfo _zone;

    private CommunityCalendar(CommunityFacts community, IEnumerable<OpeningHours> week, IEnumerable<CalendarDay> special)
    {
        Community = community.Id;
        _zone = TimeZoneInfo.TryFindSystemTimeZoneById(community.TimeZone, out var zone) ? zone
            : throw new UnknownTimeZoneException($"Community {community.Id} has the time zone '{community.TimeZone}', which is not known here: write a name of the IANA database, such as Asia/Shanghai.");
        foreach (var hours in week) _week[(int)hours.Weekday] = hours;
        _special = special.ToDictionary(day => day.Date);
        if (Array.TrueForAll(_week, hours => hours is null))
        {
            Assumption = NoHours;
            for (var day = Weekday.Monday; day <= Weekday.Friday; day++) _week[(int)day] = new OpeningHours(community.Id, day, new(9, 0), new(18, 0));
        }

        var borrowing = _special.Values.Where(day => day is { Kind: DayKind.Workday, Opens: null } && WeekdayOf(day.Date) is null).Select(day => day.Date).Order().ToList();
        if (borrowing.Count > 0 && Borrowed is { } borrowed) Assumption = $"{(Assumption is null ? "" : $"{Assumption}; ")}workdays without hours whose weekday is closed have the hours of {borrowed.Weekday}: {Dates(borrowing)}";
    }

    /// <summary>The id of the community.</summary>
    public string Community { get; }

    /// <summary>The name of its time zone in the IANA database.</summary>
    public string TimeZone => _zone.Id;

    /// <summary>What is assumed because the registry does not say it, as a sentence to show beside every figure; null where nothing is assumed.</summary>
    public string? Assumption { get; }

    // What a workday without hours has, where its weekday has none.
    private OpeningHours? Borrowed => Array.Find(_week, it => it is { Workday: true }) ?? Array.Find(_week, it => it is not null);

    /// <summary>When the hours of the community begin, in ms after those of UTC.</summary>
    public int HourPhaseMs => HourPhase.MsOf(_zone);

    /// <exception cref="ArgumentException">The registry does not have the community.</exception>
    /// <exception cref="UnknownTimeZoneException">Its time zone is not known on this machine.</exception>
    public static CommunityCalendar Of(RegistryRows rows, string community)
    {
        var facts = rows.Find<CommunityFacts>(community) ?? throw new ArgumentException($"The registry has no community '{community}'.", nameof(community));
        return new(facts, rows.Of<OpeningHours>().Where(row => row.Community == community), rows.Of<CalendarDay>().Where(row => row.Community == community));
    }

    /// <summary>The date of an instant in ms since 1970 UTC.</summary>
    public DateOnly DateAt(long ms) => DateOnly.FromDateTime(Local(ms));

    /// <summary>The hour of the day of an instant, 0 to 23.</summary>
    public int HourAt(long ms) => Local(ms).Hour;

    /// <summary>The instant in local time, for people.</summary>
    public DateTime Local(long ms) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.UnixEpoch.AddMilliseconds(ms), _zone);

    /// <summary>Everything about one date.</summary>
    public LocalDay Day(DateOnly date)
    {
        var (opens, closes, isWorkday) = Rule(date);
        var (start, end) = (Instant(date, TimeOnly.MinValue, isLast: false), Instant(date.AddDays(1), TimeOnly.MinValue, isLast: false));
        var isSpecial = _special.ContainsKey(date);
        if (opens is not { } from) return new LocalDay(date, start, end, isWorkday, start, start) { IsSpecial = isSpecial };
        return new LocalDay(date, start, end, isWorkday, Instant(date, from, isLast: false), closes == TimeOnly.MinValue ? end : Instant(date, closes, isLast: true)) { IsSpecial = isSpecial };
    }

    /// <summary>Whether the community is open at an instant in ms since 1970 UTC.</summary>
    public bool IsOpen(long ms) => Day(DateAt(ms)).OpenMs(ms, ms + 1) > 0;

    /// <summary>Whether people are expected to work on a date.</summary>
    public bool IsWorkday(DateOnly date) => Rule(date).IsWorkday;

    private static string Dates(List<DateOnly> dates) => dates.Count <= 3
        ? string.Join(", ", dates.Select(Text))
        : $"{Text(dates[0])} and {dates.Count - 1} more working days";

    private static string Text(DateOnly date) => date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private OpeningHours? WeekdayOf(DateOnly date) => _week[((int)date.DayOfWeek + 6) % 7];

    private (TimeOnly? Opens, TimeOnly Closes, bool IsWorkday) Rule(DateOnly date)
    {
        var week = WeekdayOf(date);
        if (!_special.TryGetValue(date, out var special)) return (week?.Opens, week?.Closes ?? default, week?.Workday ?? false);
        var isWorkday = special.Kind == DayKind.Workday;
        if (special is { Opens: { } opens, Closes: { } closes }) return (opens, closes, isWorkday);
        if (!isWorkday) return (null, default, false);
        var hours = week ?? Borrowed;
        return (hours?.Opens, hours?.Closes ?? default, true);
    }

    private long Instant(DateOnly date, TimeOnly time, bool isLast)
    {
        var local = date.ToDateTime(time);
        var offset = _zone.IsInvalidTime(local) ? _zone.GetUtcOffset(local.AddHours(-3))
            : _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local) is var two && isLast ? two.Min() : two.Max()
            : _zone.GetUtcOffset(local);
        return (long)(local - offset - DateTime.UnixEpoch).TotalMilliseconds;
    }
}
