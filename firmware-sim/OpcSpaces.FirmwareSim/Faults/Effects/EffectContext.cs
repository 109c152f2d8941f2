using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.FirmwareSim.Signals.Zones;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Faults.Effects;

/// <summary>What effects need to know about the building.</summary>
/// <param name="Plan">The building, with its script.</param>
/// <param name="Seed">The seed of everything that is random.</param>
/// <param name="Time">The clock of the signals.</param>
/// <param name="Clock">The clock that the script's times refer to.</param>
/// <param name="Zone">Finds a zone, once the building is running.</param>
/// <param name="SimulateAgain">Simulates a zone once more, with another clock and on another board.</param>
internal sealed record EffectContext(
    BuildingPlan Plan, int Seed, VirtualTime Time, BuildingClock Clock,
    Func<string, ZoneLife> Zone, Func<string, VirtualTime, SimulatedBoard, ZoneLife> SimulateAgain);
