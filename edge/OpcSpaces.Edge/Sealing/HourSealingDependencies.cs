using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Edge.Outbox.Log;
using OpcSpaces.Points.Hours;

namespace OpcSpaces.Edge.Sealing;

/// <summary>What sealing is composed of. All of it belongs to the caller.</summary>
internal sealed record HourSealingDependencies
{
    /// <summary>Read to its end, and appended to.</summary>
    public required OutboxLog Outbox { get; init; }

    /// <summary>The agent's data directory.</summary>
    public required string Directory { get; init; }

    /// <summary>The sensing clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Names this boot of the machine.</summary>
    public required string Boot { get; init; }

    /// <summary>When hours begin, in ms after those of UTC; a multiple of <see cref="HourPhase.StepMs"/>.</summary>
    public int HourPhaseMs { get; init; }

    public ILogger Logger { get; init; } = NullLogger.Instance;
}
