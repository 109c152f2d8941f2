namespace OpcSpaces.Benchmarks.Ingest;

/// <summary>A reading for a store that is measured alone: the number of its series, ns since 1970, and its value as a number.</summary>
internal readonly record struct PreparedRow(int Series, long TimeNs, double Value, bool IsInteger);
