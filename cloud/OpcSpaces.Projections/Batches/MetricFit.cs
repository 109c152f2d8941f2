using OpcSpaces.Points;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Projections.Batches;

/// <summary>
/// Whether values that an edge node declared in its own way can be values of a metric of the table (<see cref="PointMetric"/>). Nothing is
/// guessed: text, a UUID or a time is never free or occupied. What fits without loss is converted, so that a series has one type.
/// </summary>
internal sealed class MetricFit
{
    private static readonly MetricFit Nothing = new((ref _) => false);
    private static readonly MetricFit Truth = new(FitTruth);
    private static readonly MetricFit UInt16 = new((ref value) => FitWhole(ref value, ushort.MaxValue));
    private static readonly MetricFit UInt32 = new((ref value) => FitWhole(ref value, uint.MaxValue));
    private static readonly MetricFit UInt64 = new((ref value) => FitWhole(ref value, long.MaxValue));
    private static readonly MetricFit Number = new(FitNumber);

    private readonly Fit _fit;

    private MetricFit(Fit fit) => _fit = fit;

    private delegate bool Fit(ref PointValue value);

    /// <summary>Null when every value of the declared type fits: for all metrics of our own gateways, and for metrics that the table does not have.</summary>
    public static MetricFit? Of(string name, SparkplugDataType declared)
    {
        if (PointMetric.Find(name) is not { } metric || metric.Type.ToSparkplug() == declared)
            return null;
        var isInteger = declared is >= SparkplugDataType.Int8 and <= SparkplugDataType.UInt64;
        var isFloat = declared is SparkplugDataType.Float or SparkplugDataType.Double;
        return metric.Type switch
        {
            MetricType.Boolean when isInteger => Truth,
            MetricType.UInt16 when isInteger || isFloat => UInt16,
            MetricType.UInt32 when isInteger || isFloat => UInt32,
            MetricType.UInt64 when isInteger || isFloat => UInt64,
            MetricType.Single when isFloat => null,
            MetricType.Single when isInteger => Number,
            MetricType.Text when declared is SparkplugDataType.Text or SparkplugDataType.UUID => null,
            _ => Nothing,
        };
    }

    /// <summary>False when the value cannot be one of this metric. Null always can.</summary>
    public bool TryFit(ref PointValue value) => value.IsNull || _fit(ref value);

    private static bool FitTruth(ref PointValue value)
    {
        if (value.Bits > 1)
            return false;
        value = PointValue.Of(value.Bits == 1);
        return true;
    }

    private static bool FitWhole(ref PointValue value, long most)
    {
        if (value.Kind is PointValueKind.Single or PointValueKind.Double)
        {
            var number = value.Kind == PointValueKind.Single ? value.AsSingle : value.AsDouble;
            // A double holds every whole number up to 2^53 and not every one above.
            if (number != Math.Floor(number) || Math.Abs(number) > 1L << 53)
                return false;
            value = PointValue.Of((long)number);
        }
        return value.AsInteger >= 0 && value.AsInteger <= most;
    }

    private static bool FitNumber(ref PointValue value)
    {
        value = PointValue.Of(value.Kind == PointValueKind.Unsigned ? value.AsUnsigned : (double)value.AsInteger);
        return true;
    }
}
