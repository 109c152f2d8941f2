using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.FirmwareSim.Signals.Zones;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Faults.Effects;

/// <summary>What a script finds in the building that it is played in.</summary>
/// <param name="Plan">With the script.</param>
/// <param name="Seed">Of everything that is drawn.</param>
/// <param name="Time">Of the signals.</param>
/// <param name="Clock">That the script is written by.</param>
/// <param name="Zone">The life of a zone, once the building has begun to live.</param>
/// <param name="SimulateAgain">Lets a zone live in another time on another board.</param>
internal sealed record EffectContext(
    BuildingPlan Plan, int Seed, VirtualTime Time, BuildingClock Clock,
    Func<string, ZoneLife> Zone, Func<string, VirtualTime, SimulatedBoard, ZoneLife> SimulateAgain);
