namespace OpcSpaces.Benchmarks;

/// <summary>How long scenarios measure; the command line may shorten or stretch it, and each scenario has its own default.</summary>
internal sealed class RunLength
{
    /// <summary>Seconds of one measurement; null for the scenario's own.</summary>
    public int? Seconds { get; set; }

    /// <summary>Measurements of which the median counts; null for the scenario's own.</summary>
    public int? Rounds { get; set; }
}
