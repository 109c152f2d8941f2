using OpcSpaces.Storage.Series;

namespace OpcSpaces.Projections.Batches;

/// <summary>One reading of a batch; <paramref name="Index"/> is its place among the readings, <paramref name="TimestampMs"/> the gateway's time.</summary>
internal readonly record struct Reading(int Index, long TimestampMs, SeriesValue Value, int Quality);
