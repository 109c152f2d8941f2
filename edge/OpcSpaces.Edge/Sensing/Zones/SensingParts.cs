using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Pins;

namespace OpcSpaces.Edge.Sensing.Zones;

/// <summary>What sensing is put together from; all of it belongs to the caller.</summary>
internal sealed record SensingParts
{
    public required IPinController Pins { get; init; }

    public IBusController Buses { get; init; } = new NoBuses();

    /// <summary>The clock of everything that is measured; may run in virtual time.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The clock by which readings wait for each other: in fast virtual time batches fill up by themselves.</summary>
    public required TimeProvider TransportTime { get; init; }

    public ILogger Logger { get; init; } = NullLogger.Instance;
}
