using OpcSpaces.Points;

namespace OpcSpaces.Storage.Series;

/// <summary>One reading on its way into a series.</summary>
/// <param name="Series">Which series.</param>
/// <param name="TimeNs">ns since 1970 UTC; together with the series it identifies the reading, and writing it again changes nothing.</param>
/// <param name="Value">The value; null when the gateway had none.</param>
/// <param name="Quality">192 is good, 0 bad, 500 stale.</param>
public readonly record struct SeriesPoint(SeriesKey Series, long TimeNs, PointValue Value, int Quality = QualityCode.Good);
