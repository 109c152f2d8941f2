using OpcSpaces.Model.Registry.Schema;

namespace OpcSpaces.Model.Registry.Facts;

/// <summary>A date that differs from its weekday: a public holiday, a working Sunday (调休), a day with other hours.</summary>
[Table("calendar-days", "special date")]
public sealed record CalendarDay(
    [Key, Refers(typeof(CommunityFacts)), About("the community")] string Community,
    [Key, About("the date"), Example("2026-10-01")] DateOnly Date,
    [About("what it is")] DayKind Kind,
    [About("when it opens; empty for the hours of its weekday, or for closed on a holiday")] TimeOnly? Opens = null,
    [About("when it closes")] TimeOnly? Closes = null,
    [About("its name"), Example("国庆节")] string? Name = null);

/// <summary>What a date of the calendar is.</summary>
public enum DayKind
{
    /// <summary>Nobody is expected to work.</summary>
    Holiday,

    /// <summary>People work, whatever the weekday says.</summary>
    Workday,
}
