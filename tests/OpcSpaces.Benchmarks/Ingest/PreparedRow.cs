namespace OpcSpaces.Benchmarks.Ingest;

/// <summary>A reading as a bare store takes it: the number of its series, ns since 1970, and its value as a number.</summary>
internal readonly record struct PreparedRow(int Series, long TimeNs, double Value, bool IsInteger);
