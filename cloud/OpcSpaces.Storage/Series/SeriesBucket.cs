namespace OpcSpaces.Storage.Series;

/// <summary>What the readings of one part of a <see cref="SeriesGrid"/> are together.</summary>
/// <param name="Index">Which part.</param>
/// <param name="Count">Readings with a value of good quality. All figures but <paramref name="Others"/> are of these.</param>
/// <param name="Others">Readings without a value, or of another quality.</param>
/// <param name="Numbers">Null where <paramref name="Count"/> is 0, and for texts.</param>
/// <param name="Growth">
/// What a register has grown by, in its unit: the steps between readings (<see cref="Points.Hours.RegisterStep"/>), each in the part of its later reading. The first
/// step counts from the reading before the part. Only of integers; without a meaning for what is no register.
/// </param>
public readonly record struct SeriesBucket(int Index, long Count, long Others, BucketNumbers? Numbers, long Growth);

/// <summary>Extremes, mean and end of some readings.</summary>
/// <param name="Least">The least value.</param>
/// <param name="Most">The greatest value.</param>
/// <param name="Mean">The mean of the readings, each with the same weight.</param>
/// <param name="Last">The value of the newest one.</param>
public readonly record struct BucketNumbers(double Least, double Most, double Mean, double Last);
