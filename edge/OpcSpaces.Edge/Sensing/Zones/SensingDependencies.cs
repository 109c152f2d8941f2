using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Edge.Sensing.Batching;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Sensing.Zones;

/// <summary>What sensing is composed of. All of it belongs to the caller.</summary>
internal sealed record SensingDependencies
{
    public required IPinController Pins { get; init; }

    public IBusController Buses { get; init; } = new NoBuses();

    /// <summary>Takes the readings, and keeps the registers.</summary>
    public required OutboxLog Outbox { get; init; }

    /// <summary>Whether a batch that is appended now leaves at once. Called inside locks: it must be quick.</summary>
    public Func<UplinkCondition> Uplink { get; init; } = () => UplinkCondition.Ready;

    /// <summary>The clock of everything that is measured; may run in virtual time.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The clock by which readings wait for each other. Where sensing runs in fast virtual time, batches fill up before their window ends.</summary>
    public required TimeProvider TransportTime { get; init; }

    /// <summary>Receives each settled hour of each place, with the ids of its zone and point. Called inside the place's gate: quick, and does not throw. Null where nobody wants them.</summary>
    public Action<string, string, OccupiedHour>? Settled { get; init; }

    /// <summary>When hours begin, in ms after those of UTC.</summary>
    public int HourPhaseMs { get; init; }

    public ILogger Logger { get; init; } = NullLogger.Instance;
}
