using OpcSpaces.Model.Registry.Facts;

namespace OpcSpaces.Model.Registry.Rules;

/// <summary>Time zones, opening hours and special dates.</summary>
internal static class CalendarRules
{
    public static void Check(RegistryRows rows, RegistryFaults faults)
    {
        foreach (var community in rows.Of<CommunityFacts>())
        {
            if (community.TimeZone.Length > 0 && (!TimeZoneInfo.TryFindSystemTimeZoneById(community.TimeZone, out var zone) || !zone.HasIanaId))
                faults.At(community).Fault("timeZone", "write a name of the IANA database, such as Asia/Shanghai");
            if ((community.Latitude is null) != (community.Longitude is null))
                faults.At(community).Fault(community.Latitude is null ? "latitude" : "longitude", "missing", "write latitude and longitude, or neither");
        }

        foreach (var hours in rows.Of<OpeningHours>())
        {
            if (!IsOrdered(hours.Opens, hours.Closes)) faults.At(hours).Fault("closes", $"it is not after opens, {hours.Opens:HH:mm}: write a later time, or 00:00 for the end of the day");
        }

        foreach (var day in rows.Of<CalendarDay>())
        {
            if ((day.Opens is null) != (day.Closes is null)) faults.At(day).Fault(day.Opens is null ? "opens" : "closes", "missing", "write both opens and closes, or neither");
            else if (day is { Opens: { } opens, Closes: { } closes } && !IsOrdered(opens, closes)) faults.At(day).Fault("closes", $"it is not after opens, {opens:HH:mm}: write a later time, or 00:00 for the end of the day");
        }
    }

    private static bool IsOrdered(TimeOnly opens, TimeOnly closes) => closes > opens || closes == TimeOnly.MinValue;
}
