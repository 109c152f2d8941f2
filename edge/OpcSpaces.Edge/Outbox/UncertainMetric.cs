namespace OpcSpaces.Edge.Outbox;

/// <summary>
/// A metric whose last value is only known to be right up to this time (ms since 1970 UTC), such as a quiet stay that may have ended:
/// its next change may get a time as early as that.
/// </summary>
public readonly record struct UncertainMetric(Metric Metric, long KnownThroughMs);
