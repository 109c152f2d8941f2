namespace OpcSpaces.Edge.Outbox;

/// <summary>A metric whose last value is only known to have held up to this time (ms since 1970 UTC): it may yet be dated back to it.</summary>
public readonly record struct Undecided(Metric Metric, long SureThroughMs);
