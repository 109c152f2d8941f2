using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace OpcSpaces.Edge.Outbox.Log;

/// <summary>What an outbox is opened with.</summary>
public sealed record OutboxDependencies
{
    /// <summary>Holds <c>outbox.db</c>; created when it is missing.</summary>
    public required string Directory { get; init; }

    public OutboxConfig Config { get; init; } = new();

    public required CommitPool CommitPool { get; init; }

    /// <summary>Measures running time and the pauses between attempts on a full disk; its wall clock is not looked at.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public ICommitObserver? CommitObserver { get; init; }

    public ILogger Logger { get; init; } = NullLogger.Instance;
}
