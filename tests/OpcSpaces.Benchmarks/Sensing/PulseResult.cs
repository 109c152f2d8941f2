namespace OpcSpaces.Benchmarks.Sensing;

/// <summary>Pulses that were sent on all inputs and counted, and the rate on each that the driving process reached.</summary>
internal sealed record PulseResult(long Sent, long Counted, double PerSecond);
