using OpcSpaces.FirmwareSim.People.Days.Events;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Signals.Zones;

/// <summary>
/// What a zone draws beside its desks: light of 8 W/m² while it is on (GB 55015 allows offices 8), one watt per square metre of
/// devices that are never off in rooms without desks (our own figure), and the floor's air conditioning where it hangs.
/// </summary>
internal sealed class ZoneLoads(Zone zone)
{
    private const double LightWattsPerSquareMetre = 8;
    private const double StandingWattsPerSquareMetre = 1;

    private readonly double _light = zone.Rectangle.AreaSquareMetres * LightWattsPerSquareMetre;
    private readonly double _standing = zone.Desks.Count == 0 ? zone.Rectangle.AreaSquareMetres * StandingWattsPerSquareMetre : 0;
    private bool _lit;
    private double _cooling;

    /// <summary>The first meter has the light; of several, the last has the air conditioning.</summary>
    private int CoolingMeter => Math.Max(0, zone.Meters.Count - 1);

    /// <summary>The desks of a zone share its meters in turn; where one meter is the air conditioning's, that one has none.</summary>
    public static int MeterOfDesk(Zone zone, int desk) => desk % Math.Max(1, zone.Meters.Count);

    /// <summary>Follows an event: which meter's load changes by how much.</summary>
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
