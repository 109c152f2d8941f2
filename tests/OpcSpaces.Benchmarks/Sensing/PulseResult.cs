namespace OpcSpaces.Benchmarks.Sensing;

/// <summary>Number of pulses that were sent on all inputs and counted, and the rate per input that the sending process reached.</summary>
internal sealed record PulseResult(long Sent, long Counted, double PerSecond);
