namespace OpcSpaces.Points.Hours;

/// <summary>When the hours of a time zone begin.</summary>
public static class HourPhase
{
    /// <summary>Every time zone begins its hours at one of these, in ms after the hours of UTC: a quarter of an hour (UTC+5:45, +8:45, +12:45).</summary>
    public const int StepMs = 900_000;

    /// <summary>In ms after the hours of UTC, 0 to 3,599,999. A change of clocks by less than an hour (Lord Howe Island) does not move them.</summary>
    public static int MsOf(TimeZoneInfo zone)
    {
        var offsetMs = (long)zone.BaseUtcOffset.TotalMilliseconds;
        return (int)(((-offsetMs % MetricHour.LengthMs) + MetricHour.LengthMs) % MetricHour.LengthMs);
    }
}
