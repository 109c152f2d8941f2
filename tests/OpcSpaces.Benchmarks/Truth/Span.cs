namespace OpcSpaces.Benchmarks.Truth;

/// <summary>From one moment up to another, in ms since 1970 UTC.</summary>
internal readonly record struct Span(long FromMs, long ToMs);
