using System.Runtime.CompilerServices;
using OpcSpaces.Points;
using OpcSpaces.Wire.Sparkplug.Protobuf;
using Of = OpcSpaces.Wire.Sparkplug.PayloadFields.OfMetric;

namespace OpcSpaces.Wire.Sparkplug;

/// <summary>
/// Reads the metrics of a payload one by one without allocating: the hot path for data messages. A metric that cannot be read is
/// returned with its error, and reading goes on; only broken framing ends it early, with <see cref="Error"/> set.
/// <see cref="Timestamp"/> and <see cref="Sequence"/> are certain once all metrics have been read.
/// </summary>
public ref struct PayloadReader(ReadOnlySpan<byte> payload)
{
    private WireReader _reader = new(payload);

    /// <summary>The payload's time in ms since 1970 UTC; null until it was read.</summary>
    public ulong? Timestamp { get; private set; }

    public ulong? Sequence { get; private set; }

    /// <summary>Why reading ended early, or null.</summary>
    public readonly string? Error => _reader.Error;

    public readonly int ErrorOffset => _reader.ErrorOffset;

    /// <summary>Reads the next metric; false at the end or at a fault.</summary>
    public bool TryReadNext(out MetricView metric)
    {
        metric = default;
        while (_reader.TryReadTag(out var tag))
        {
            if (tag == PayloadFields.Metric)
            {
                var record = _reader.ReadBytes();
                if (_reader.Error is not null)
                    return false;
                Read(record, ref metric);
                return true;
            }
            ReadOther(tag);
        }
        return false;
    }

    /// <summary>The payload's time in ms since 1970 UTC, wherever in the payload it is; null when there is none, or the framing breaks before it.</summary>
    public static ulong? FindTimestamp(ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload);
        while (reader.Timestamp is null && reader.TryReadNext(out _))
        {
            // A scalar field may come at any place.
        }
        return reader.Timestamp;
    }

    private void ReadOther(uint tag)
    {
        switch (tag)
        {
            case PayloadFields.Timestamp:
                Timestamp = _reader.ReadVarint();
                break;
            case PayloadFields.Sequence:
                Sequence = _reader.ReadVarint();
                break;
            case PayloadFields.Uuid or PayloadFields.Body:
                _reader.ReadBytes();
                break;
            default:
                _reader.SkipUnknown(tag, PayloadFields.Last);
                break;
        }
    }

    private static void Read(ReadOnlySpan<byte> record, ref MetricView metric)
    {
        var reader = new WireReader(record);
        metric.Record = record;
        metric.Quality = QualityCode.Good;
        while (reader.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case Of.Alias:
                    metric.Alias = reader.ReadVarint();
                    metric.HasAlias = true;
                    break;
                case Of.Timestamp:
                    metric.TimestampMs = (long)reader.ReadVarint();
                    metric.HasTimestamp = true;
                    break;
                case Of.IsHistorical:
                    metric.IsHistorical = reader.ReadBoolean();
                    break;
                case Of.IsNull:
                    metric.IsNull = reader.ReadBoolean();
                    break;
                case Of.Int:
                    SetNumber(ref metric, SparkplugValueKind.Int, (uint)reader.ReadVarint());
                    break;
                case Of.Long:
                    SetNumber(ref metric, SparkplugValueKind.Long, reader.ReadVarint());
                    break;
                case Of.Float:
                    SetNumber(ref metric, SparkplugValueKind.Float, reader.ReadFixed32());
                    break;
                case Of.Double:
                    SetNumber(ref metric, SparkplugValueKind.Double, reader.ReadFixed64());
                    break;
                case Of.Boolean:
                    SetNumber(ref metric, SparkplugValueKind.Boolean, reader.ReadVarint() != 0 ? 1u : 0u);
                    break;
                default:
                    ReadRest(ref reader, tag, ref metric);
                    break;
            }
        }
        metric.Error = reader.Error;
    }

    private static void ReadRest(ref WireReader reader, uint tag, ref MetricView metric)
    {
        switch (tag)
        {
            case Of.Name:
                metric.Name = reader.ReadBytes();
                break;
            case Of.DataType:
                metric.DataType = (SparkplugDataType)(uint)reader.ReadVarint();
                break;
            case Of.IsTransient:
                metric.IsTransient = reader.ReadBoolean();
                break;
            case Of.MetaData:
                reader.ReadBytes();
                break;
            case Of.Properties:
                QualityProperty.Read(reader.ReadBytes(), ref reader, ref metric);
                break;
            case Of.String or Of.Bytes or Of.DataSet or Of.Template or Of.Extension:
                metric.Kind = (SparkplugValueKind)(tag >> 3);
                metric.Bits = 0;
                metric.Bytes = reader.ReadBytes();
                break;
            default:
                reader.SkipUnknown(tag, Of.Last);
                break;
        }
    }

    // The last value field counts, so an earlier one is cleared.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SetNumber(ref MetricView metric, SparkplugValueKind kind, ulong bits)
    {
        metric.Kind = kind;
        metric.Bits = bits;
        metric.Bytes = default;
    }
}
