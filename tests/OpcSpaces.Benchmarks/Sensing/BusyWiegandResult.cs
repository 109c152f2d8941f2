namespace OpcSpaces.Benchmarks.Sensing;

/// <summary>Frames without noise on a busy machine, how many of them were read by which times, and by how much an edge was handled late at worst.</summary>
internal sealed record BusyWiegandResult(int Frames, int ReadByEventTime, int ReadByHandlingTime, TimeSpan WorstLateness);
