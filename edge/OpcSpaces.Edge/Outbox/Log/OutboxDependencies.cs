using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OpcSpaces.Edge.Outbox.Log;

/// <summary>What an outbox needs to be opened.</summary>
public sealed record OutboxDependencies
{
    /// <summary>The directory of <c>outbox.db</c>; created when it is missing.</summary>
    public required string Directory { get; init; }

    public OutboxConfig Config { get; init; } = new();

    public required CommitPool CommitPool { get; init; }

    /// <summary>Measures running time and the pauses between attempts on a full disk; its wall clock is not used.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// The clock of the readings. Readings that it made before it was set get their true times once it is set. Null: their times stay
    /// whatever they are.
    /// </summary>
    public TimeProvider? SensingTime { get; init; }

    /// <summary>Within one of these the monotonic time of <see cref="SensingTime"/> goes on; null for this boot of the machine.</summary>
    public string? BootId { get; init; }

    /// <summary>Whether the kernel calls the clock of the readings synchronised, null where it cannot be asked; by default the kernel is asked where it is the machine's.</summary>
    public Func<bool?>? IsSynchronized { get; init; }

    public ICommitObserver? CommitObserver { get; init; }

    public ILogger Logger { get; init; } = NullLogger.Instance;
}
