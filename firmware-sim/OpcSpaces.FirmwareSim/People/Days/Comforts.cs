using OpcSpaces.FirmwareSim.People.Calendar;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.People.Days;

/// <summary>Light where people are, light in public spaces through the opening hours, and each floor's air conditioning, which hangs on its public space.</summary>
internal static class Comforts
{
    private const int Opens = 8;
    private const int Closes = 20;
    private const int HourMs = 3_600_000;
    private const int LightStaysMs = 60_000;

    public static void Add(Floor floor, Zone zone, DateOnly date, List<ZoneEvent> events)
    {
        var isOpen = WorkCalendar.China[date] == DayKind.Workday;
        if (zone.Kind != ZoneKind.PublicService)
        {
            LightForPeople(events);
        }
        else if (isOpen)
        {
            events.Add(new ZoneEvent(Opens * HourMs, ZoneEventKind.LightsOn, 0, 0));
            events.Add(new ZoneEvent(Closes * HourMs + HourMs / 2, ZoneEventKind.LightsOff, 0, 0));
        }
        if (zone.Kind == ZoneKind.PublicService && floor.Zones.First(other => other.Kind == ZoneKind.PublicService) == zone && isOpen)
            Cool(floor, date, events);
    }

    private static void LightForPeople(List<ZoneEvent> events)
    {
        events.Sort();
        var (people, onSince, offAt) = (0, -1, 0);
        // What is added here is no coming or going, so the list may grow behind the walk.
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
        if (onSince >= 0)
            Switch(events, onSince, Math.Min(offAt, 86_399_000), 0);
    }

    /// <summary>In a meeting room the light follows a switch by motion; among desks the last one home puts it out.</summary>
    private static int LightsStay(ZoneEventKind left) => left == ZoneEventKind.RoomLeft ? LightStaysMs : 60 * LightStaysMs;

    private static int Switch(List<ZoneEvent> events, int on, int off, int next)
    {
        events.Add(new ZoneEvent(on, ZoneEventKind.LightsOn, 0, 0));
        events.Add(new ZoneEvent(off, ZoneEventKind.LightsOff, 0, 0));
        return next;
    }

    private static void Cool(Floor floor, DateOnly date, List<ZoneEvent> events)
    {
        var area = floor.WidthMetres * floor.HeightMetres;
        for (var hour = Opens; hour < Closes; hour++)
            events.Add(new ZoneEvent(hour * HourMs, ZoneEventKind.Cooling, 0, (int)(area * Season.WattsPerSquareMetre(date, hour))));
        events.Add(new ZoneEvent(Closes * HourMs, ZoneEventKind.Cooling, 0, 0));
    }
}
