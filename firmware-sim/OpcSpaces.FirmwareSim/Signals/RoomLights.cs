using OpcSpaces.FirmwareSim.People;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Signals;

/// <summary>The load of a zone without desks: light and screens through the opening hours of a workday, a little at night (our own figures).</summary>
internal static class RoomLights
{
    private const double OpenWattsPerSquareMetre = 8;
    private const double ClosedWattsPerSquareMetre = 0.5;
    private static readonly Stay OpeningHours = new(8.5 * 3_600, 20.5 * 3_600);

    public static Agenda Hang(Zone zone, PulseOutput meter, VirtualTime time, BuildingClock clock)
    {
        var (open, closed) = (zone.Rectangle.AreaSquareMetres * OpenWattsPerSquareMetre, zone.Rectangle.AreaSquareMetres * ClosedWattsPerSquareMetre);
        var agenda = new Agenda(time, clock, date => date.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? [] : [OpeningHours]);
        agenda.Came += () => meter.AddLoad(open - closed);
        agenda.Left += () => meter.AddLoad(closed - open);
        agenda.Start();
        meter.AddLoad(agenda.Present ? open : closed);
        return agenda;
    }
}
