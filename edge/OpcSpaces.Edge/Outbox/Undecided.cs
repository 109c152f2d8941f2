namespace OpcSpaces.Edge.Outbox;

/// <summary>A metric whose last value is only known to be right up to this time (ms since 1970 UTC): its next change may get a time as early as that.</summary>
public readonly record struct Undecided(Metric Metric, long SureThroughMs);
