using System.Text;
using OpcSpaces.Wire.Sparkplug.Protobuf;
using Of = OpcSpaces.Wire.Sparkplug.PayloadFields;

namespace OpcSpaces.Wire.Sparkplug;

/// <summary>
/// Decodes one payload into objects. As in protobuf, the last one counts when a scalar field comes twice, and a message field that comes
/// twice is merged. The number of objects is limited by the payload's size, so a small payload cannot take much memory.
/// </summary>
internal ref partial struct PayloadDecoder
{
    private const int BudgetBytes = 64 * 1024;
    private const int BudgetPerPayloadByte = 48;

    private WireReader _reader;
    private long _budget;
    private int _depth;

    public PayloadDecoder(ReadOnlySpan<byte> payload)
    {
        _reader = new WireReader(payload);
        _budget = BudgetBytes + ((long)BudgetPerPayloadByte * payload.Length);
        if (payload.Length > SparkplugCodec.MaxPayloadBytes)
            _reader.Fail("the payload is too long");
    }

    public readonly string? Error => _reader.Error;

    public readonly int ErrorOffset => _reader.ErrorOffset;

    public SparkplugPayload Decode()
    {
        var payload = new SparkplugPayload();
        while (_reader.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case Of.Timestamp:
                    payload.Timestamp = _reader.ReadVarint();
                    break;
                case Of.Metric:
                    payload.Metrics.Add(ReadMetric());
                    break;
                case Of.Sequence:
                    payload.Sequence = _reader.ReadVarint();
                    break;
                case Of.Uuid:
                    payload.Uuid = ReadString();
                    break;
                case Of.Body:
                    payload.Body = ReadByteArray();
                    break;
                default:
                    _reader.SkipUnknown(tag, Of.Last);
                    break;
            }
        }
        return payload;
    }

    private SparkplugMetric ReadMetric()
    {
        Charge(168);
        var metric = new SparkplugMetric();
        var outer = _reader.Enter();
        while (_reader.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case Of.OfMetric.Name:
                    metric.Name = ReadString();
                    break;
                case Of.OfMetric.Alias:
                    metric.Alias = _reader.ReadVarint();
                    break;
                case Of.OfMetric.Timestamp:
                    metric.Timestamp = _reader.ReadVarint();
                    break;
                case Of.OfMetric.DataType:
                    metric.DataType = (SparkplugDataType)(uint)_reader.ReadVarint();
                    break;
                case Of.OfMetric.IsHistorical:
                    metric.IsHistorical = _reader.ReadBoolean();
                    break;
                case Of.OfMetric.IsTransient:
                    metric.IsTransient = _reader.ReadBoolean();
                    break;
                case Of.OfMetric.IsNull:
                    metric.IsNull = _reader.ReadBoolean();
                    break;
                case Of.OfMetric.MetaData:
                    ReadMetaData(metric.MetaData ??= new SparkplugMetaData());
                    break;
                case Of.OfMetric.Properties:
                    metric.Properties ??= new SparkplugPropertySet();
                    ReadPropertySet(metric.Properties);
                    break;
                default:
                    if (!TryReadMetricValue(tag, metric))
                        _reader.SkipUnknown(tag, Of.OfMetric.Last);
                    break;
            }
        }
        _reader.Leave(outer);
        return metric;
    }

    private bool TryReadMetricValue(uint tag, SparkplugMetric metric)
    {
        const uint First = Of.OfMetric.Int >> 3;
        switch (tag)
        {
            case Of.OfMetric.Bytes:
                metric.Value = SparkplugValue.FromBytes(ReadByteArray());
                return true;
            case Of.OfMetric.Extension:
                metric.Value = SparkplugValue.FromExtension(ReadByteArray());
                return true;
            case Of.OfMetric.DataSet:
                if (!metric.Value.TryGetDataSet(out var dataSet))
                    metric.Value = SparkplugValue.FromDataSet(dataSet = new SparkplugDataSet());
                ReadDataSet(dataSet!);
                return true;
            case Of.OfMetric.Template:
                if (!metric.Value.TryGetTemplate(out var template))
                    metric.Value = SparkplugValue.FromTemplate(template = new SparkplugTemplate());
                ReadTemplate(template!);
                return true;
            default:
                if (!TryReadScalar(tag, First, out var value))
                    return false;
                metric.Value = value;
                return true;
        }
    }

    private void ReadMetaData(SparkplugMetaData metaData)
    {
        Charge(120);
        var outer = _reader.Enter();
        while (_reader.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case Of.OfMetaData.IsMultiPart:
                    metaData.IsMultiPart = _reader.ReadBoolean();
                    break;
                case Of.OfMetaData.ContentType:
                    metaData.ContentType = ReadString();
                    break;
                case Of.OfMetaData.Size:
                    metaData.Size = _reader.ReadVarint();
                    break;
                case Of.OfMetaData.Sequence:
                    metaData.Sequence = _reader.ReadVarint();
                    break;
                case Of.OfMetaData.FileName:
                    metaData.FileName = ReadString();
                    break;
                case Of.OfMetaData.FileType:
                    metaData.FileType = ReadString();
                    break;
                case Of.OfMetaData.Md5:
                    metaData.Md5 = ReadString();
                    break;
                case Of.OfMetaData.Description:
                    metaData.Description = ReadString();
                    break;
                default:
                    _reader.SkipUnknown(tag, Of.OfMetaData.Last);
                    break;
            }
        }
        _reader.Leave(outer);
    }

    /// <summary>The six scalar fields that every value has in the same order: int, long, float, double, boolean, string.</summary>
    private bool TryReadScalar(uint tag, uint firstField, out SparkplugValue value)
    {
        value = (tag - (firstField << 3)) switch
        {
            (0 << 3) | WireTag.Varint => SparkplugValue.FromUInt32((uint)_reader.ReadVarint()),
            (1 << 3) | WireTag.Varint => SparkplugValue.FromUInt64(_reader.ReadVarint()),
            (2 << 3) | WireTag.Fixed32 => SparkplugValue.FromFloatBits(_reader.ReadFixed32()),
            (3 << 3) | WireTag.Fixed64 => SparkplugValue.FromDouble(BitConverter.UInt64BitsToDouble(_reader.ReadFixed64())),
            (4 << 3) | WireTag.Varint => SparkplugValue.FromBoolean(_reader.ReadBoolean()),
            (5 << 3) | WireTag.Bytes => SparkplugValue.FromString(ReadString()),
            _ => SparkplugValue.None,
        };
        return value.Kind != SparkplugValueKind.None;
    }

    // Invalid UTF-8 becomes U+FFFD, as in Google's and Eclipse's decoders.
    private string ReadString()
    {
        var bytes = _reader.ReadBytes();
        Charge(24 + (2 * bytes.Length));
        return _reader.Error is null ? Encoding.UTF8.GetString(bytes) : "";
    }

    private byte[] ReadByteArray()
    {
        var bytes = _reader.ReadBytes();
        Charge(24 + bytes.Length);
        return _reader.Error is null ? bytes.ToArray() : [];
    }

    private void Charge(int bytes)
    {
        _budget -= bytes;
        if (_budget < 0)
            _reader.Fail("the payload has too many elements for its size");
    }

    private bool TryDescend()
    {
        if (_depth++ < SparkplugCodec.MaxDepth)
            return true;
        _reader.Fail("templates or property sets are nested too deeply");
        return false;
    }
}
