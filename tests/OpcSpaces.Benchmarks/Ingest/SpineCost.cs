namespace OpcSpaces.Benchmarks.Ingest;

/// <summary>What our own processes took, from the agents' outboxes to the series store.</summary>
internal readonly record struct SpineCost(double ReadingsPerSecond, double AgentCpuPerMillion, double CloudCpuPerMillion, double GoBacks)
{
    public double CpuPerMillion => AgentCpuPerMillion + CloudCpuPerMillion;
}
