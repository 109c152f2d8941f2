using OpcSpaces.FirmwareSim.People.Calendar;
using OpcSpaces.FirmwareSim.People.Days.Events;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.People.Days.Traces;

/// <summary>
/// Light where people are; in public spaces also during the opening hours of workdays, and while anybody is on the floor. And each
/// floor's air conditioning, which is on a meter of its public space. Outside the opening hours it runs only for the rooms with
/// people (the share is an estimate).
/// </summary>
internal static class LightAndCooling
{
    private const int Opens = 8;
    private const int Closes = 20;
    private const int HourMs = 3_600_000;
    private const int LightStaysMs = 60_000;
    private const double ShareOutOfHours = 0.3;

    /// <param name="floor">Its public space has the air conditioning.</param>
    /// <param name="zone">A zone of the floor.</param>
    /// <param name="date">The date.</param>
    /// <param name="hours">For each of the 24 hours, whether anybody is on the floor.</param>
    /// <param name="events">The zone's events; the new ones are added to them.</param>
    public static void Add(Floor floor, Zone zone, DateOnly date, bool[] hours, List<ZoneEvent> events)
    {
        var isOpen = WorkCalendar.China[date] == DayKind.Workday;
        if (zone.Kind != ZoneKind.PublicService)
        {
            LightForPeople(events);
        }
        else
        {
            LightByHours(isOpen, hours, events);
        }
        if (zone.Kind == ZoneKind.PublicService && floor.Zones.First(other => other.Kind == ZoneKind.PublicService) == zone)
            Cool(floor, date, isOpen, hours, events);
    }

    private static void LightForPeople(List<ZoneEvent> events)
    {
        events.Sort();
        var (people, onSince, offAt) = (0, -1, 0);
        // The loop adds only light events at the end of the list, so it may go on up to the old end.
        for (int i = 0, count = events.Count; i < count; i++)
        {
            var step = events[i].Kind switch
            {
                ZoneEventKind.DeskTaken or ZoneEventKind.RoomEntered => 1,
                ZoneEventKind.DeskLeft or ZoneEventKind.RoomLeft => -1,
                _ => 0,
            };
            people += step;
            if (step > 0 && onSince < 0)
                onSince = events[i].Milliseconds;
            else if (step > 0 && people == 1 && events[i].Milliseconds > offAt)
                onSince = Switch(events, onSince, offAt, events[i].Milliseconds);
            if (step < 0 && people == 0)
                offAt = events[i].Milliseconds + LightsStay(events[i].Kind);
        }
        if (people > 0)
            events.Add(new ZoneEvent(onSince, ZoneEventKind.LightsOn, 0, 0));
        else if (onSince >= 0)
            Switch(events, onSince, Math.Min(offAt, 86_399_000), 0);
    }

    /// <summary>In a meeting room a motion switch turns the light off; among desks the last person does.</summary>
    private static int LightsStay(ZoneEventKind left) => left == ZoneEventKind.RoomLeft ? LightStaysMs : 60 * LightStaysMs;

    private static int Switch(List<ZoneEvent> events, int on, int off, int next)
    {
        events.Add(new ZoneEvent(on, ZoneEventKind.LightsOn, 0, 0));
        events.Add(new ZoneEvent(off, ZoneEventKind.LightsOff, 0, 0));
        return next;
    }

    private static void LightByHours(bool isOpen, bool[] hours, List<ZoneEvent> events)
    {
        var on = -1;
        for (var hour = 0; hour <= hours.Length; hour++)
        {
            // The light stays on for the cleaners in the hour after closing.
            var lit = hour < hours.Length && (hours[hour] || (isOpen && hour is >= Opens and <= Closes));
            if (lit && on < 0)
                on = hour;
            if (lit || on < 0)
                continue;
            Switch(events, on * HourMs, Math.Min(hour * HourMs, 86_399_000), 0);
            on = -1;
        }
    }

    private static void Cool(Floor floor, DateOnly date, bool isOpen, bool[] hours, List<ZoneEvent> events)
    {
        var (area, last) = (floor.WidthMetres * floor.HeightMetres, -1);
        for (var hour = 0; hour < hours.Length; hour++)
        {
            var share = isOpen && hour is >= Opens and < Closes ? 1 : hours[hour] ? ShareOutOfHours : 0;
            var watts = (int)(area * share * Season.WattsPerSquareMetre(date, hour));
            // Also at midnight, because the day before may have ended with people.
            if (watts != last)
                events.Add(new ZoneEvent(hour * HourMs, ZoneEventKind.Cooling, 0, watts));
            last = watts;
        }
    }
}
