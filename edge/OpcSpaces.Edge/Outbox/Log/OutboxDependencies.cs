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

    public ICommitObserver? CommitObserver { get; init; }

    public ILogger Logger { get; init; } = NullLogger.Instance;
}
