using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using OpcSpaces.Answers.Problems;
using OpcSpaces.Model.Usage.Calendars;

namespace OpcSpaces.Api.Series;

/// <summary>Which time of a series is asked for, and in how many parts.</summary>
/// <param name="From">The beginning: a time with its offset (2026-03-02T08:00:00+08:00), or a date in the community's time zone; usual is a day before the end.</param>
/// <param name="To">The end: a time with its offset, exclusive, or a date, whose end it is; usual is now.</param>
/// <param name="Points">How many parts at most, 1 to 4,000; usual are 1,000.</param>
/// <param name="Foreign">True for the readings of an edge node without an outbox, which arrive at most once; usual is false.</param>
internal readonly record struct SeriesQuery(
    [FromQuery(Name = "from")] string? From, [FromQuery(Name = "to")] string? To, [FromQuery(Name = "points")] int? Points, [FromQuery(Name = "foreign")] bool? Foreign)
{
    private const int UsualPoints = 1_000;
    private const int MostPoints = 4_000;
    private const string Date = "yyyy-MM-dd";
    private const string Fix = "write a time with its offset, such as 2026-03-02T08:00:00Z, or a date, such as 2026-03-02";

    // The offset is asked for: a time without one would be that of this machine.
    private static readonly string[] Instants = ["yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    /// <summary>The time, in ms since 1970 UTC, and the number of parts; adds a fault for each thing that is wrong.</summary>
    /// <param name="calendar">Of the community.</param>
    /// <param name="nowMs">Now; what is later has not happened.</param>
    /// <param name="faults">Takes the faults.</param>
    public (long FromMs, long ToMs, int Parts) Read(CommunityCalendar calendar, long nowMs, ICollection<Fault> faults)
    {
        var earliest = nowMs - (CalendarSpan.MostDays * 24L * CommunityCalendar.HourMs);
        var to = At("to", To, calendar, isEnd: true, faults) ?? nowMs;
        var from = At("from", From, calendar, isEnd: false, faults) ?? Math.Min(to, nowMs) - (24L * CommunityCalendar.HourMs);
        var parts = Points ?? UsualPoints;
        if (parts is < 1 or > MostPoints) faults.Add(new Fault("points", $"{Points}", $"give a whole number from 1 to {MostPoints}"));
        if (faults.Count > 0) return default;
        if (from < earliest) faults.Add(new Fault("from", From, $"give a time in the last {CalendarSpan.MostDays} days"));
        else if (from >= nowMs) faults.Add(new Fault("from", From, "give a time in the past"));
        else if (to <= from) faults.Add(new Fault("to", To, "give a time after from"));
        return (from, Math.Min(to, nowMs), parts);
    }

    private static long? At(string name, string? text, CommunityCalendar calendar, bool isEnd, ICollection<Fault> faults)
    {
        if (text is null) return null;
        // In an address, + is a space.
        if (DateTimeOffset.TryParseExact(text.Replace(' ', '+'), Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)) return instant.ToUnixTimeMilliseconds();
        if (DateOnly.TryParseExact(text, Date, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is > 1970 and < 9999) return isEnd ? calendar.Day(date).EndMs : calendar.Day(date).StartMs;
        faults.Add(new Fault(name, text, Fix));
        return null;
    }
}
