namespace OpcSpaces.Benchmarks.Ingest;

/// <summary>The cost of a store alone.</summary>
internal readonly record struct BareCost(double ReadingsPerSecond, double CpuSecondsPerMillion);
