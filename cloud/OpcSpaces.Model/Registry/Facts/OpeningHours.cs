using OpcSpaces.Model.Registry.Schema;

namespace OpcSpaces.Model.Registry.Facts;

/// <summary>When a community is open on one day of the week. A weekday without a row is closed.</summary>
[Table("opening-hours", "opening hours of a weekday")]
public sealed record OpeningHours(
    [Key, Refers(typeof(CommunityFacts)), About("the community")] string Community,
    [Key, About("day of the week")] Weekday Weekday,
    [About("when it opens, local time"), Example("08:00")] TimeOnly Opens,
    [About("when it closes, local time; 00:00 is the end of the day"), Example("22:00")] TimeOnly Closes,
    [About("whether people are expected to work on this day")] bool Workday = true);

/// <summary>A day of the week.</summary>
public enum Weekday
{
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}
