namespace OpcSpaces.Benchmarks.Ingest;

/// <summary>What a store alone took.</summary>
internal readonly record struct BareCost(double ReadingsPerSecond, double CpuSecondsPerMillion);
