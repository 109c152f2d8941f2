using OpcSpaces.FirmwareSim.People.Days.Events;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Signals.Zones;

/// <summary>
/// The power of a zone without its desks: light of 8 W/m² while it is on (the limit of GB 55015 for offices), 1 W/m² of devices
/// that are never off in rooms without desks (estimated figure), and the floor's air conditioning in the zone that has its meter.
/// </summary>
internal sealed class ZoneLoads(Zone zone)
{
    private const double LightWattsPerSquareMetre = 8;
    private const double StandingWattsPerSquareMetre = 1;

    private readonly double _light = zone.Rectangle.AreaSquareMetres * LightWattsPerSquareMetre;
    private readonly double _standing = zone.Desks.Count == 0 ? zone.Rectangle.AreaSquareMetres * StandingWattsPerSquareMetre : 0;
    private bool _lit;
    private double _cooling;

    /// <summary>The first meter has the light. If there are several, the last has the air conditioning.</summary>
    private int CoolingMeter => Math.Max(0, zone.Meters.Count - 1);

    /// <summary>The desks of a zone are distributed over its meters; a meter for air conditioning has none.</summary>
    public static int MeterOfDesk(Zone zone, int desk) => desk % Math.Max(1, zone.Meters.Count);

    /// <summary>Applies an event; returns which meter's load changes, and by how much.</summary>
    public (int Meter, double Watts) Change(ZoneEvent happening)
    {
        if (happening.Kind == ZoneEventKind.Cooling)
        {
            var change = happening.Value - _cooling;
            _cooling = happening.Value;
            return (CoolingMeter, change);
        }
        var lit = happening.Kind == ZoneEventKind.LightsOn;
        var watts = lit == _lit ? 0 : lit ? _light : -_light;
        _lit = lit;
        return (0, watts);
    }

    public double Watts(int meter) => (meter == 0 ? _standing + (_lit ? _light : 0) : 0) + (meter == CoolingMeter ? _cooling : 0);
}
