using OpcSpaces.Points;

namespace OpcSpaces.Storage.Series;

/// <summary>The shape in which stores keep values.</summary>
public static class StoredShape
{
    extension(PointValue value)
    {
        /// <summary>
        /// The value as every store gives it back: booleans and integers as integers (0 and 1), both floats as a double. Two stores hold
        /// the same when these are equal.
        /// </summary>
        public PointValue Stored => value.Kind switch
        {
            PointValueKind.Boolean or PointValueKind.Unsigned => PointValue.Of((long)value.Bits),
            PointValueKind.Single => PointValue.Of(DecimalNumber.Widen(value.AsSingle)),
            _ => value,
        };
    }
}
