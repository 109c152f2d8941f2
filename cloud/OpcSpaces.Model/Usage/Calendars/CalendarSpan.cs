namespace OpcSpaces.Model.Usage.Calendars;

/// <summary>
/// Some dates of a community in a row, with all of their hours. Hours have numbers from 0 on; they are those of usage records. An hour belongs
/// to the date in which it begins.
/// </summary>
public sealed class CalendarSpan
{
    /// <summary>The longest span, in days: five years.</summary>
    public const int MostDays = 1_830;

    private readonly LocalDay[] _days;
    private readonly int[] _firstHours; // one more than days
    private readonly int[] _openMs;
    private readonly byte[] _localHours;
    private readonly OpenHours[] _open;
    private readonly bool[] _isPlain;
    private readonly byte[] _weekdays;

    /// <param name="calendar">The community's calendar.</param>
    /// <param name="from">The first date.</param>
    /// <param name="to">The last date.</param>
    /// <param name="endMs">Now, or another time, in ms since 1970 UTC: hours that end later are no part of the span, so that what has not happened is not unknown. Null for all hours.</param>
    /// <exception cref="ArgumentException">The dates are in the wrong order, or too many.</exception>
    public CalendarSpan(CommunityCalendar calendar, DateOnly from, DateOnly to, long? endMs = null)
    {
        var count = to.DayNumber - from.DayNumber + 1;
        if (count is < 1 or > MostDays) throw new ArgumentException($"From {from:yyyy-MM-dd} to {to:yyyy-MM-dd} are {count} days: give 1 to {MostDays}.", nameof(to));
        Calendar = calendar;
        _days = [.. Enumerable.Range(0, count).Select(day => calendar.Day(from.AddDays(day)))];
        var phase = calendar.HourPhaseMs;
        OriginMs = FirstHourFrom(_days[0].StartMs, phase);
        var end = Math.Min(FirstHourFrom(_days[^1].EndMs, phase), endMs ?? long.MaxValue);
        Hours = (int)Math.Max(0, (end - OriginMs) / CommunityCalendar.HourMs);
        _firstHours = [.. _days.Select(day => Math.Min(Hours, (int)((FirstHourFrom(day.StartMs, phase) - OriginMs) / CommunityCalendar.HourMs))), Hours];
        (_openMs, _localHours, _open, _isPlain) = (new int[Hours], new byte[Hours], new OpenHours[count], new bool[count]);
        _weekdays = [.. _days.Select(day => (byte)day.Date.DayOfWeek)];
        for (var day = 0; day < count; day++) Fill(day);
    }

    public CommunityCalendar Calendar { get; }

    /// <summary>The dates.</summary>
    public IReadOnlyList<LocalDay> Days => _days;

    /// <summary>The beginning of hour 0, in ms since 1970 UTC.</summary>
    public long OriginMs { get; }

    /// <summary>How many hours there are.</summary>
    public int Hours { get; }

    /// <summary>The number of the first hour of a date.</summary>
    public int FirstHour(int day) => _firstHours[day];

    /// <summary>How many hours a date has: 24, 23 or 25 where clocks are changed, fewer where the span ends before it.</summary>
    public int HoursOf(int day) => _firstHours[day + 1] - _firstHours[day];

    /// <summary>The beginning of an hour, in ms since 1970 UTC.</summary>
    public long StartMs(int hour) => OriginMs + ((long)hour * CommunityCalendar.HourMs);

    /// <summary>For how long the community is open in an hour, in ms.</summary>
    public int OpenMs(int hour) => _openMs[hour];

    /// <summary>The hour of the day in which an hour begins, 0 to 23. Where clocks are set back, two hours have the same.</summary>
    public int LocalHour(int hour) => _localHours[hour];

    /// <summary>The number of the hour that begins at a time; −1 where none does.</summary>
    public int HourAt(long startMs)
    {
        var sinceMs = startMs - OriginMs;
        return sinceMs >= 0 && sinceMs % CommunityCalendar.HourMs == 0 && sinceMs / CommunityCalendar.HourMs < Hours ? (int)(sinceMs / CommunityCalendar.HourMs) : -1;
    }

    /// <summary>The number of a date; −1 when it is outside.</summary>
    public int DayAt(DateOnly date) => date.DayNumber - _days[0].Date.DayNumber is >= 0 and var day && day < _days.Length ? day : -1;

    /// <summary>The number of the date that an hour belongs to.</summary>
    public int DayOf(int hour)
    {
        // Days have 23 to 25 hours.
        var day = Math.Min(hour / 24, _days.Length - 1);
        while (_firstHours[day] > hour) day--;
        while (day + 1 < _days.Length && _firstHours[day + 1] <= hour) day++;
        return day;
    }

    /// <summary>The weekday of a date.</summary>
    internal DayOfWeek Weekday(int day) => (DayOfWeek)_weekdays[day];

    /// <summary>Whether the hours of a date are those of the clock, 0 to 23.</summary>
    internal bool IsPlain(int day) => _isPlain[day];

    /// <summary>The open hours of a date.</summary>
    internal ref readonly OpenHours OpenOf(int day) => ref _open[day];

    private static long FirstHourFrom(long ms, int phase) => ((ms - phase + CommunityCalendar.HourMs - 1) / CommunityCalendar.HourMs * CommunityCalendar.HourMs) + phase;

    // Where clocks change by half an hour, midnight is within an hour of records for half of the year: the next date is open in it too.
    private int OpenMs(int day, long fromMs, long toMs)
    {
        var next = toMs > _days[day].EndMs ? Calendar.Day(_days[day].Date.AddDays(1)).OpenMs(fromMs, toMs) : 0;
        return (int)(_days[day].OpenMs(fromMs, toMs) + next);
    }

    private void Fill(int day)
    {
        var (open, isPlain) = (new OpenHours(), HoursOf(day) == 24);
        for (var i = 0; i < HoursOf(day); i++)
        {
            var hour = FirstHour(day) + i;
            var openMs = OpenMs(day, StartMs(hour), StartMs(hour) + CommunityCalendar.HourMs);
            (_openMs[hour], _localHours[hour]) = (openMs, (byte)Calendar.HourAt(StartMs(hour)));
            open = open.With(i, openMs);
            isPlain &= _localHours[hour] == i;
        }

        (_open[day], _isPlain[day]) = (open, isPlain);
    }
}

/// <summary>The open hours of one date, by their number in it: those that are open from beginning to end, and at most two that are partly.</summary>
/// <param name="From">The first hour that is open completely.</param>
/// <param name="To">The one after the last.</param>
/// <param name="Part">An hour that is partly open.</param>
/// <param name="PartMs">For how long; 0 for none.</param>
/// <param name="LastPart">Another one.</param>
/// <param name="LastPartMs">For how long.</param>
internal readonly record struct OpenHours(int From, int To, int Part, int PartMs, int LastPart, int LastPartMs)
{
    public OpenHours With(int hour, int openMs) => openMs switch
    {
        0 => this,
        CommunityCalendar.HourMs => this with { From = To == 0 ? hour : From, To = hour + 1 },
        _ when PartMs == 0 => this with { Part = hour, PartMs = openMs },
        _ => this with { LastPart = hour, LastPartMs = openMs },
    };
}
