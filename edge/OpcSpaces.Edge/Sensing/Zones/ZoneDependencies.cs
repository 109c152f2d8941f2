using Microsoft.Extensions.Logging;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Edge.Sensing.Batching;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Sensing.Zones;

/// <summary>What the sensing of one zone is composed of.</summary>
/// <param name="Pins">The inputs of the gateway.</param>
/// <param name="Buses">The chips of the gateway.</param>
/// <param name="Pseudonyms">For card numbers; null where no card reader is.</param>
/// <param name="Outbox">Knows the metrics, and keeps the registers and what places have learned.</param>
/// <param name="Batcher">Takes the readings. It is disposed with the zone.</param>
/// <param name="Time">The sensing clock.</param>
/// <param name="Settled">Receives each settled hour of each place of the zone, with the id of its point. Called inside the place's gate: quick, and does not throw. Null where nobody wants them.</param>
/// <param name="HourPhaseMs">When hours begin, in ms after those of UTC.</param>
/// <param name="Logger">Is told when what places had learned cannot be used; null for nobody.</param>
internal sealed record ZoneDependencies(
    WatchedPins Pins, BusPollers Buses, BadgePseudonyms? Pseudonyms, OutboxLog Outbox, ZoneBatcher Batcher, TimeProvider Time, Action<string, OccupiedHour>? Settled = null, int HourPhaseMs = 0, ILogger? Logger = null);
