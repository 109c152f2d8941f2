using Google.Protobuf;
using OpcSpaces.Points;
using OpcSpaces.Reference;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.Sparkplug;

public sealed class SparkplugCodecTests
{
    public static TheoryData<SparkplugDataType> AllTypes => [.. Enum.GetValues<SparkplugDataType>()];

    [Theory]
    [MemberData(nameof(AllTypes))]
    [Trait("tck", "tck-id-payloads-metric-datatype-req")]
    [Trait("tck", "tck-id-payloads-metric-datatype-value")]
    [Trait("tck", "tck-id-payloads-metric-datatype-value-type")]
    public void Every_data_type_is_written_with_its_value_and_read_back(SparkplugDataType type)
    {
        var value = type switch
        {
            SparkplugDataType.Int8 or SparkplugDataType.Int16 or SparkplugDataType.Int32 => SparkplugValue.FromInt32(-6),
            SparkplugDataType.UInt8 or SparkplugDataType.UInt16 or SparkplugDataType.UInt32 => SparkplugValue.FromUInt32(250),
            SparkplugDataType.Int64 => SparkplugValue.FromInt64(-6),
            SparkplugDataType.UInt64 or SparkplugDataType.DateTime => SparkplugValue.FromUInt64(ulong.MaxValue),
            SparkplugDataType.Float => SparkplugValue.FromFloat(1.23f),
            SparkplugDataType.Double => SparkplugValue.FromDouble(1022.9123213),
            SparkplugDataType.Boolean => SparkplugValue.FromBoolean(true),
            SparkplugDataType.String or SparkplugDataType.Text or SparkplugDataType.UUID => SparkplugValue.FromString("工位"),
            SparkplugDataType.DataSet => SparkplugValue.FromDataSet(Samples.DataSet()),
            SparkplugDataType.Template => SparkplugValue.FromTemplate(Samples.TemplateInstance()),
            SparkplugDataType.Unknown or SparkplugDataType.PropertySet or SparkplugDataType.PropertySetList => SparkplugValue.None,
            _ => SparkplugValue.FromBytes([1, 2, 3, 4, 5, 6, 7, 0]),
        };
        var payload = Samples.PayloadOf(new SparkplugMetric { Name = "m", Alias = 0, Timestamp = 1, DataType = type, Value = value });

        var decoded = SparkplugCodec.Decode(SparkplugCodec.Encode(payload));

        Assert.Equal(PayloadText.Of(payload), PayloadText.Of(decoded));
        Assert.Equal((uint)type, Payload.Parser.ParseFrom(SparkplugCodec.Encode(payload)).Metrics[0].Datatype);
    }

    [Fact]
    public void A_negative_Int32_is_the_bytes_that_a_peer_was_seen_to_send()
    {
        var payload = Samples.PayloadOf(new SparkplugMetric { Value = SparkplugValue.FromInt32(-6) });
        Assert.Contains("120650FAFFFFFF0F", Convert.ToHexString(SparkplugCodec.Encode(payload)));
        Assert.True(SparkplugCodec.Decode(Convert.FromHexString("120650FAFFFFFF0F")).Metrics[0].Value.TryGetInt64(SparkplugDataType.Int32, out var value));
        Assert.Equal(-6, value);
    }

    [Fact]
    public void A_negative_Int32_that_is_sign_extended_to_ten_bytes_has_the_same_value()
    {
        var decoded = SparkplugCodec.Decode(Convert.FromHexString("120B50FAFFFFFFFFFFFFFFFF01"));
        Assert.Equal(SparkplugValue.FromInt32(-6), decoded.Metrics[0].Value);
    }

    [Fact]
    [Trait("tck", "tck-id-operational-behavior-data-publish-nbirth-values")]
    [Trait("tck", "tck-id-operational-behavior-data-publish-dbirth-values")]
    public void A_null_is_encoded_as_is_null_without_a_value()
    {
        var payload = Samples.PayloadOf(new SparkplugMetric { Name = "door/1/entry", IsNull = true, Value = SparkplugValue.FromString("left over") });

        var reference = Payload.Parser.ParseFrom(SparkplugCodec.Encode(payload)).Metrics[0];

        Assert.True(reference.IsNull);
        Assert.Equal(Metric.ValueOneofCase.None, reference.ValueCase);
    }

    [Fact]
    [Trait("tck", "tck-id-topics-ndeath-seq")]
    [Trait("tck", "tck-id-payloads-ndeath-seq")]
    [Trait("tck", "tck-id-topics-ndeath-payload")]
    [Trait("tck", "tck-id-payloads-ndeath-bdseq")]
    public void A_payload_of_only_bdSeq_has_no_seq_on_the_wire()
    {
        var payload = new SparkplugPayload();
        payload.Metrics.Add(new SparkplugMetric { Name = "bdSeq", DataType = SparkplugDataType.Int64, Value = SparkplugValue.FromInt64(7) });
        Assert.Equal("120B0A056264536571200458" + "07", Convert.ToHexString(SparkplugCodec.Encode(payload)));
        Assert.Null(SparkplugCodec.Decode(SparkplugCodec.Encode(payload)).Sequence);
    }

    [Theory]
    [Trait("tck", "tck-id-payloads-propertyset-quality-value-type")]
    [Trait("tck", "tck-id-payloads-propertyset-quality-value-value")]
    [InlineData(QualityCode.Bad)]
    [InlineData(QualityCode.Good)]
    [InlineData(QualityCode.Stale)]
    public void Quality_is_a_property_of_type_Int32_in_the_int_field(int quality)
    {
        var payload = Samples.PayloadOf(new SparkplugMetric { Name = "m", Properties = SparkplugPropertySet.WithQuality(quality) });

        var set = Payload.Parser.ParseFrom(SparkplugCodec.Encode(payload)).Metrics[0].Properties;

        Assert.Equal(["Quality"], set.Keys);
        Assert.Equal(3u, set.Values[0].Type);
        Assert.Equal((uint)quality, set.Values[0].IntValue);
        Assert.Equal(quality, SparkplugCodec.Decode(SparkplugCodec.Encode(payload)).Metrics[0].Quality);
    }

    [Fact]
    [Trait("tck", "tck-id-payloads-template-definition-is-definition")]
    [Trait("tck", "tck-id-payloads-template-definition-ref")]
    [Trait("tck", "tck-id-payloads-template-instance-is-definition")]
    [Trait("tck", "tck-id-payloads-template-instance-ref")]
    [Trait("tck", "tck-id-payloads-template-version")]
    public void A_template_is_a_definition_or_an_instance_of_one()
    {
        var definition = new SparkplugTemplate { IsDefinition = true, Version = "1" };
        var payload = Samples.PayloadOf(
            new SparkplugMetric { Name = "t", DataType = SparkplugDataType.Template, Value = SparkplugValue.FromTemplate(definition) },
            new SparkplugMetric { Name = "i", DataType = SparkplugDataType.Template, Value = SparkplugValue.FromTemplate(Samples.TemplateInstance()) });

        var reference = Payload.Parser.ParseFrom(SparkplugCodec.Encode(payload));

        Assert.True(reference.Metrics[0].TemplateValue.IsDefinition);
        Assert.False(reference.Metrics[0].TemplateValue.HasTemplateRef);
        Assert.True(reference.Metrics[1].TemplateValue is { HasIsDefinition: true, IsDefinition: false, TemplateRef: "t" });
        Assert.Equal(PayloadText.Of(payload), PayloadText.Of(SparkplugCodec.Decode(SparkplugCodec.Encode(payload))));
    }

    [Theory]
    [Trait("tck", "tck-id-payloads-dataset-types-num")]
    [Trait("tck", "tck-id-payloads-dataset-types-value")]
    [InlineData("180B180C", "unpacked")]
    [InlineData("1A020B0C", "packed")]
    public void A_DataSets_types_are_read_packed_and_unpacked(string types, string how)
    {
        // num_of_columns 2, columns a and b, the types, one row of (true, "x").
        var bytes = Convert.FromHexString("0802" + "120161" + "120162" + types + "2209" + "0A022801" + "0A03320178");
        var metric = Convert.FromHexString("8A01").Append((byte)bytes.Length).Concat(bytes).ToArray();

        var decoded = SparkplugCodec.Decode([0x12, (byte)metric.Length, .. metric]);

        Assert.True(decoded.Metrics[0].Value.TryGetDataSet(out var value), how);
        Assert.Equal([SparkplugDataType.Boolean, SparkplugDataType.String], value!.Types);
        Assert.Equal([SparkplugValue.FromBoolean(true), SparkplugValue.FromString("x")], value.Rows.Single());
    }

    [Fact]
    [Trait("tck", "tck-id-payloads-dataset-column-num-headers")]
    [Trait("tck", "tck-id-payloads-dataset-column-size")]
    public void A_DataSet_whose_parts_differ_in_number_is_neither_written_nor_read()
    {
        var missingType = Samples.DataSet();
        missingType.Types.RemoveAt(0);
        var longRow = Samples.DataSet();
        longRow.Rows.Add(new SparkplugValue[3]);
        foreach (var dataSet in new[] { missingType, longRow })
        {
            var payload = Samples.PayloadOf(new SparkplugMetric { Value = SparkplugValue.FromDataSet(dataSet) });
            Assert.Throws<ArgumentException>(() => SparkplugCodec.Encode(payload));
        }

        var reference = new DataSet { NumOfColumns = 2, Columns = { "a" }, Types_ = { 11 } };
        AssertRefused(new Metric { DatasetValue = reference }, "a DataSet has not as many types as columns");
        reference = new DataSet { NumOfColumns = 1, Columns = { "a" }, Types_ = { 11 }, Rows = { new DataSet.Types.Row() } };
        AssertRefused(new Metric { DatasetValue = reference }, "a DataSet has a row with not as many elements as columns");
    }

    [Fact]
    [Trait("tck", "tck-id-payloads-propertyset-keys-array-size")]
    [Trait("tck", "tck-id-payloads-propertyset-values-array-size")]
    public void A_property_set_with_more_keys_than_values_is_refused() =>
        AssertRefused(new Metric { Properties = new PropertySet { Keys = { "a", "b" }, Values = { new PropertyValue() } } }, "a property set has different numbers of keys and values");

    [Fact]
    public void Unknown_fields_are_skipped()
    {
        // Payload field 6 (bytes), 100 (varint), 2 (a metric with field 20, fixed32, and alias 5), 7 (fixed64).
        var payload = Convert.FromHexString("3203FFFFFF" + "A00601" + "1208" + "A501AABBCCDD" + "1005" + "390102030405060708");
        Assert.Equal(5ul, SparkplugCodec.Decode(payload).Metrics.Single().Alias);
    }

    [Fact]
    public void Invalid_UTF_8_is_replaced_and_the_rest_is_read()
    {
        var decoded = SparkplugCodec.Decode(Convert.FromHexString("1206" + "0A02C328" + "1005"));
        Assert.Equal("\uFFFD(", decoded.Metrics[0].Name);
        Assert.Equal(5ul, decoded.Metrics[0].Alias);
    }

    [Fact]
    public void A_value_of_a_kind_that_is_not_allowed_at_its_place_is_refused()
    {
        var misplaced = SparkplugValue.FromPropertySet(new SparkplugPropertySet());
        Assert.Throws<ArgumentException>(() => SparkplugCodec.Encode(Samples.PayloadOf(new SparkplugMetric { Value = misplaced })));
    }

    private static void AssertRefused(Metric metric, string reason)
    {
        Assert.False(SparkplugCodec.TryDecode(new Payload { Metrics = { metric } }.ToByteArray(), out var decoded, out var error));
        Assert.Null(decoded);
        Assert.EndsWith(reason, error);
    }
}
