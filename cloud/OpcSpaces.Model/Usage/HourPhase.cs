using OpcSpaces.Points.Hours;

namespace OpcSpaces.Model.Usage;

/// <summary>When the hours of a time zone begin.</summary>
public static class HourPhase
{
    /// <summary>In ms after the hours of UTC, 0 to 3,599,999. A change of clocks by less than an hour (Lord Howe Island) does not move them.</summary>
    public static int MsOf(TimeZoneInfo zone)
    {
        var offsetMs = (long)zone.BaseUtcOffset.TotalMilliseconds;
        return (int)(((-offsetMs % MetricHour.LengthMs) + MetricHour.LengthMs) % MetricHour.LengthMs);
    }
}
