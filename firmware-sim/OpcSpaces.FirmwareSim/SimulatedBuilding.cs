using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.People.Days;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.FirmwareSim.Signals.Zones;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim;

/// <summary>
/// The people of a building and everything in it that has wires, as signals on boards; driven by virtual time alone. The same
/// plan, seed, clock and start give the same signals.
/// </summary>
public sealed class SimulatedBuilding : IDisposable
{
    private readonly List<ZoneLife> _zones = [];

    /// <param name="plan">What was built, who is in it, and which sensor is wired where.</param>
    /// <param name="seed">Another seed is other people.</param>
    /// <param name="time">The clock that the signals follow.</param>
    /// <param name="clock">What the people's clock shows.</param>
    /// <param name="boards">The board of each gateway, by the gateway's id; zones of gateways that are not there stay still.</param>
    public SimulatedBuilding(BuildingPlan plan, int seed, VirtualTime time, BuildingClock clock, IReadOnlyDictionary<string, SimulatedBoard> boards)
    {
        var days = new BuildingDays(plan.Community, plan.People, seed);
        var gateways = plan.Gateways.SelectMany(gateway => gateway.Zones.Select(zone => (zone.Id, gateway))).ToDictionary(item => item.Id, item => item.gateway);
        for (var floor = 0; floor < plan.Community.Floors.Count; floor++)
        {
            var zones = plan.Community.Floors[floor].Zones;
            var residents = days.Floors[floor].Residents.ToLookup(resident => resident.Zone);
            for (var zone = 0; zone < zones.Count; zone++)
            {
                if (!gateways.TryGetValue(zones[zone].Id, out var gateway) || !boards.TryGetValue(gateway.Id, out var board))
                    continue;
                var (f, z, id) = (floor, zone, zones[zone].Id);
                var wiring = new ZoneWiring(zones[z], gateway.Points.Where(point => point.ZoneId == id), board, plan.Signals, seed, time, clock);
                _zones.Add(new ZoneLife(date => days[f, z, date], wiring.Connect([.. residents[z]]), time, clock));
            }
        }
    }

    /// <summary>Ground truth: who sits at a desk now. To be read on the thread that advances the time, or as an estimate.</summary>
    public int PeopleAtDesks => _zones.Sum(zone => zone.PeopleAtDesks);

    public void Dispose() => _zones.ForEach(zone => zone.Dispose());
}
