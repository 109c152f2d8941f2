using OpcSpaces.Wire.Sparkplug.Protobuf;
using Of = OpcSpaces.Wire.Sparkplug.PayloadFields;

namespace OpcSpaces.Wire.Sparkplug;

/// <summary>Finds the property <c>Quality</c> in an encoded property set, which is a list of keys and a list of values of the same length.</summary>
internal static class QualityProperty
{
    /// <summary>Int32, Sparkplug B 3.0 §6.4.11; a metric without it is good.</summary>
    public const string Key = "Quality";

    public static void Read(ReadOnlySpan<byte> set, ref WireReader owner, ref MetricView metric)
    {
        var reader = new WireReader(set);
        var (keys, values, wanted) = (0, 0, -1);
        while (reader.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case Of.OfPropertySet.Key:
                    if (reader.ReadBytes().SequenceEqual("Quality"u8) && wanted < 0)
                        wanted = keys;
                    keys++;
                    break;
                case Of.OfPropertySet.Value:
                    reader.ReadBytes();
                    values++;
                    break;
                default:
                    reader.SkipUnknown(tag, Of.OfPropertySet.Last);
                    break;
            }
        }
        if (reader.Error is not null)
            owner.Fail(reader.Error);
        else if (keys != values)
            owner.Fail("a property set has different numbers of keys and values");
        else if (wanted >= 0 && !TryReadValue(ValueAt(set, wanted), ref metric))
            owner.Fail("the property Quality is not an integer");
    }

    private static ReadOnlySpan<byte> ValueAt(ReadOnlySpan<byte> set, int index)
    {
        var reader = new WireReader(set);
        while (reader.TryReadTag(out var tag))
        {
            if (tag == Of.OfPropertySet.Value)
            {
                var value = reader.ReadBytes();
                if (index-- == 0)
                    return value;
            }
            else if (tag == Of.OfPropertySet.Key)
                reader.ReadBytes();
            else
                reader.SkipUnknown(tag, Of.OfPropertySet.Last);
        }
        return default;
    }

    private static bool TryReadValue(ReadOnlySpan<byte> value, ref MetricView metric)
    {
        var reader = new WireReader(value);
        int? quality = null;
        while (reader.TryReadTag(out var tag))
        {
            switch (tag)
            {
                case Of.OfProperty.Type or Of.OfProperty.IsNull:
                    reader.ReadVarint();
                    break;
                case (Of.OfProperty.FirstValue << 3) | WireTag.Varint or ((Of.OfProperty.FirstValue + 1) << 3) | WireTag.Varint:
                    quality = (int)reader.ReadVarint();
                    break;
                default:
                    return false;
            }
        }
        if (quality is null || reader.Error is not null)
            return false;
        metric.Quality = quality.Value;
        return true;
    }
}
