using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Faults;
using OpcSpaces.FirmwareSim.Faults.Effects;
using OpcSpaces.FirmwareSim.People.Days;
using OpcSpaces.FirmwareSim.People.Days.Visits;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.FirmwareSim.Signals.Zones;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Live;

/// <summary>
/// The people of a building and its hardware, as signals on boards, driven by virtual time only. Equal plans, seeds, clocks and
/// starts give equal signals and equal faults.
/// </summary>
public sealed class SimulatedBuilding : IDisposable
{
    private readonly BuildingPlan _plan;
    private readonly int _seed;
    private readonly BuildingClock _clock;
    private readonly BuildingDays _days;
    private readonly Dictionary<string, GatewayWiring> _gateways;
    private readonly Dictionary<string, ZoneLife> _zones = [];
    private readonly SignalScript _script;

    /// <param name="plan">The building, its people and its wiring.</param>
    /// <param name="seed">Another seed gives other people.</param>
    /// <param name="time">The clock that the signals follow.</param>
    /// <param name="clock">The people's clock.</param>
    /// <param name="boards">The board of each gateway, by the gateway's id; the zones of other gateways are not simulated.</param>
    public SimulatedBuilding(BuildingPlan plan, int seed, VirtualTime time, BuildingClock clock, IReadOnlyDictionary<string, SimulatedBoard> boards)
    {
        (_plan, _seed, _clock, _days) = (plan, seed, clock, new BuildingDays(plan, seed));
        _gateways = plan.Gateways.SelectMany(gateway => gateway.Zones.Select(zone => (zone.Id, gateway))).ToDictionary();
        // Before the zones: a sensor that is broken from the start never sends a signal of its own.
        _script = new SignalScript(new EffectContext(plan, seed, time, clock, id => _zones[id], SimulateAgain), boards);
        foreach (var floor in _days.Floors)
        {
            var residents = floor.Residents.ToLookup(resident => resident.Zone);
            for (var zone = 0; zone < floor.Floor.Zones.Count; zone++)
            {
                var id = floor.Floor.Zones[zone].Id;
                if (_gateways.TryGetValue(id, out var gateway) && boards.TryGetValue(gateway.Id, out var board))
                    _zones.Add(id, Simulate(floor, zone, [.. residents[zone]], time, board));
            }
        }
    }

    /// <summary>Ground truth: number of people at desks now. Exact on the thread that advances the time, otherwise an estimate.</summary>
    public int PeopleAtDesks => _zones.Values.Sum(zone => zone.PeopleAtDesks);

    public void Dispose()
    {
        _script.Dispose();
        foreach (var zone in _zones.Values)
            zone.Dispose();
    }

    private ZoneLife SimulateAgain(string id, VirtualTime time, SimulatedBoard board)
    {
        var floor = _days.Floors.Single(floor => floor.Floor.Zones.Any(zone => zone.Id == id));
        var zone = floor.Floor.Zones.TakeWhile(other => other.Id != id).Count();
        return Simulate(floor, zone, [.. floor.Residents.Where(resident => resident.Zone == zone)], time, board);
    }

    private ZoneLife Simulate(FloorPeople floor, int zone, IReadOnlyList<Resident> residents, VirtualTime time, SimulatedBoard board)
    {
        var id = floor.Floor.Zones[zone].Id;
        var wiring = new ZoneWiring(floor.Floor.Zones[zone], _gateways[id].Points.Where(point => point.ZoneId == id), board, _plan.Signals, _plan.Kinds, _seed, time, _clock);
        return new ZoneLife(date => _days[floor.Index, zone, date], wiring.Connect(residents), time, _clock);
    }
}
