using System.Globalization;
using OpcSpaces.FirmwareSim.People;
using OpcSpaces.FirmwareSim.People.Days.Events;
using OpcSpaces.FirmwareSim.Signals.Zones;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Truth;

/// <summary>The energy that the meters of one zone counted in each hour of one day, integrated over the changes of load.</summary>
internal sealed class EnergyTruth
{
    private const int HourMs = 3_600_000;
    private const double WattMsPerWattHour = HourMs;

    private readonly Zone _zone;
    private readonly IReadOnlyList<DeskLoad> _loads;
    private readonly DateTimeOffset _midnight;
    private readonly ZoneLoads _zoneLoads;
    private readonly double[] _desks;
    private readonly double[] _watts;
    private readonly double[] _wattMs;
    private int _through;

    private EnergyTruth(Zone zone, IReadOnlyList<DeskLoad> loads, DateTimeOffset midnight)
    {
        (_zone, _loads, _midnight, _zoneLoads) = (zone, loads, midnight, new ZoneLoads(zone));
        _desks = [.. loads.Select(load => load.StandbyWatts)];
        _watts = [.. zone.Meters.Select((_, meter) => _zoneLoads.Watts(meter) + _desks.Where((_, desk) => ZoneLoads.MeterOfDesk(zone, desk) == meter).Sum())];
        _wattMs = new double[_watts.Length];
    }

    /// <param name="zone">The zone.</param>
    /// <param name="loads">The loads of its desks, in their order.</param>
    /// <param name="events">The events of the day.</param>
    /// <param name="midnight">The beginning of the day.</param>
    public static IEnumerable<TruthRecord> Of(Zone zone, IReadOnlyList<DeskLoad> loads, ZoneEvent[] events, DateTimeOffset midnight)
    {
        var truth = new EnergyTruth(zone, loads, midnight);
        foreach (var happening in events)
        {
            foreach (var record in truth.Advance(happening.Milliseconds))
                yield return record;
            truth.Follow(happening);
        }
        foreach (var record in truth.Advance(24 * HourMs))
            yield return record;
    }

    private IEnumerable<TruthRecord> Advance(int to)
    {
        while (_through < to)
        {
            var hourEnds = (_through / HourMs + 1) * HourMs;
            var until = Math.Min(to, hourEnds);
            for (var meter = 0; meter < _watts.Length; meter++)
                _wattMs[meter] += _watts[meter] * (until - _through);
            _through = until;
            if (until != hourEnds)
                continue;
            for (var meter = 0; meter < _watts.Length; meter++)
            {
                var value = (_wattMs[meter] / WattMsPerWattHour).ToString("0.###", CultureInfo.InvariantCulture);
                yield return new TruthRecord(_midnight.AddMilliseconds(hourEnds - HourMs), _midnight.AddMilliseconds(hourEnds), _zone.Id, _zone.Meters[meter].Id, TruthKind.Energy, value);
                _wattMs[meter] = 0;
            }
        }
    }

    private void Follow(ZoneEvent happening)
    {
        if (happening.Kind is ZoneEventKind.LightsOn or ZoneEventKind.LightsOff or ZoneEventKind.Cooling)
        {
            var (meter, change) = _zoneLoads.Change(happening);
            Add(meter, change);
        }
        else if (happening.Kind is ZoneEventKind.DeskTaken or ZoneEventKind.DeskLeft or ZoneEventKind.DeskSleeps
            && DeskPower.After(happening, _loads[happening.Index]) is { } watts)
        {
            Add(ZoneLoads.MeterOfDesk(_zone, happening.Index), watts - _desks[happening.Index]);
            _desks[happening.Index] = watts;
        }
    }

    private void Add(int meter, double watts)
    {
        if (meter < _watts.Length)
            _watts[meter] += watts;
    }
}
