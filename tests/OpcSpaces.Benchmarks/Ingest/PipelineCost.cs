namespace OpcSpaces.Benchmarks.Ingest;

/// <summary>The cost of our own processes, from the agents' outboxes to the series store.</summary>
internal readonly record struct PipelineCost(double ReadingsPerSecond, double AgentCpuPerMillion, double CloudCpuPerMillion, double GoBacks)
{
    public double CpuPerMillion => AgentCpuPerMillion + CloudCpuPerMillion;
}
