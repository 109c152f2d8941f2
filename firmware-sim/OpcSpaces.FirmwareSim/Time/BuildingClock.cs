namespace OpcSpaces.FirmwareSim.Time;

/// <summary>
/// What the clock on the building's wall shows: UTC plus a fixed offset. The offset need not be a time zone's: a demo
/// at night lets the people live at another hour (and day) while every reading keeps its true time.
/// </summary>
public readonly record struct BuildingClock(TimeSpan Offset)
{
    public DateTime Local(DateTimeOffset instant) => DateTime.SpecifyKind(instant.UtcDateTime + Offset, DateTimeKind.Unspecified);

    public DateTimeOffset Instant(DateOnly date, double secondsOfDay) =>
        new(date.ToDateTime(TimeOnly.MinValue).AddSeconds(secondsOfDay) - Offset, TimeSpan.Zero);

    /// <summary>A clock that shows <paramref name="hour"/> at <paramref name="instant"/>, on the same day or, when that is at a weekend, on the Friday before.</summary>
    public static BuildingClock Showing(TimeOnly hour, DateTimeOffset instant, TimeSpan zoneOffset)
    {
        var date = DateOnly.FromDateTime(instant.UtcDateTime + zoneOffset);
        while (date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday)
            date = date.AddDays(-1);
        return new BuildingClock(date.ToDateTime(hour) - instant.UtcDateTime);
    }
}
