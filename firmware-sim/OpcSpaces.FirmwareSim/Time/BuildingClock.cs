using OpcSpaces.FirmwareSim.People.Calendar;
using OpcSpaces.Points;

namespace OpcSpaces.FirmwareSim.Time;

/// <summary>
/// The people's clock: UTC plus a fixed offset. The offset need not be that of a time zone: in a demo at night, people can live at
/// another hour (and day) while every reading keeps its true time.
/// </summary>
public readonly record struct BuildingClock(TimeSpan Offset)
{
    /// <summary>The years that can be simulated; the second is excluded. The cloud refuses readings from before the first (<see cref="PlausibleTime"/>).</summary>
    public const int FirstYear = 2012;
    public const int LastYear = 2100;

    public static bool Supports(DateTime local) => local.Year is >= FirstYear and < LastYear;

    public DateTime Local(DateTimeOffset instant) => DateTime.SpecifyKind(instant.UtcDateTime + Offset, DateTimeKind.Unspecified);

    /// <summary>The date that the clock shows.</summary>
    public DateOnly Date(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant));

    public DateTimeOffset Instant(DateOnly date, double secondsOfDay) =>
        new(date.ToDateTime(TimeOnly.MinValue).AddSeconds(secondsOfDay) - Offset, TimeSpan.Zero);

    /// <summary>
    /// A clock that shows <paramref name="hour"/> at <paramref name="instant"/>: on the same day if it is a workday, otherwise on
    /// the last workday before.
    /// </summary>
    public static BuildingClock Showing(TimeOnly hour, DateTimeOffset instant, TimeSpan zoneOffset)
    {
        var date = DateOnly.FromDateTime(instant.UtcDateTime + zoneOffset);
        while (WorkCalendar.China[date] != DayKind.Workday)
            date = date.AddDays(-1);
        return new BuildingClock(date.ToDateTime(hour) - instant.UtcDateTime);
    }
}
