namespace OpcSpaces.Benchmarks;

/// <summary>How long scenarios measure. Each scenario has its own default, which the command line can change.</summary>
internal sealed class RunLength
{
    /// <summary>Length of one measurement in seconds; null for the scenario's own.</summary>
    public int? Seconds { get; set; }

    /// <summary>Number of measurements, whose median is reported; null for the scenario's own.</summary>
    public int? Rounds { get; set; }
}
