using OpcSpaces.Points;

namespace OpcSpaces.Storage.Series;

/// <summary>One reading as a store gives it back; the value has the shape of <see cref="StoredShape"/>.</summary>
public readonly record struct SeriesSample(long TimeNs, PointValue Value, int Quality);
