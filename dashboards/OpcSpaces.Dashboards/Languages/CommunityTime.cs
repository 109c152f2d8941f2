using System.Globalization;

namespace OpcSpaces.Dashboards.Languages;

/// <summary>Writes times in the time zone of a community, in the language of the page. What happened in a building is told in the building's time, wherever the reader is.</summary>
public sealed class CommunityTime
{
    private readonly TimeZoneInfo _zone;

    /// <param name="zone">A name of the IANA database. Without one, or with one that this machine does not know, times are in UTC and say so.</param>
    public CommunityTime(string? zone) => (_zone, IsKnown) = zone is { Length: > 0 } && TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? (found, true) : (TimeZoneInfo.Utc, false);

    /// <summary>Times in UTC, where there is no community.</summary>
    public static CommunityTime Utc { get; } = new(null);

    /// <summary>Whether the community's time zone is known.</summary>
    public bool IsKnown { get; }

    /// <summary>The name of the zone, for scripts.</summary>
    public string Zone => IsKnown ? _zone.Id : "UTC";

    /// <summary>Date and time of day, such as <c>12 May 2026 14:03</c>.</summary>
    public string Moment(DateTimeOffset at) => Mark($"{Local(at).ToString("d", CultureInfo.CurrentCulture)} {Local(at).ToString("t", CultureInfo.CurrentCulture)}");

    /// <summary>The time of day, such as <c>14:03</c>.</summary>
    public string Clock(DateTimeOffset at) => Mark(Local(at).ToString("t", CultureInfo.CurrentCulture));

    /// <summary>The date, such as <c>12 May 2026</c>.</summary>
    public string Date(DateTimeOffset at) => Day(DayOf(at));

    /// <summary>A date of the community's calendar.</summary>
    public static string Day(DateOnly day) => day.ToString("d", CultureInfo.CurrentCulture);

    /// <summary>The community's date at a moment.</summary>
    public DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(Local(at).DateTime);

    private DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, _zone);

    private string Mark(string text) => IsKnown ? text : $"{text} UTC";
}
