using System.Buffers;
using OpcSpaces.Points;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.EdgeNode;

public sealed class PayloadAssertionTests
{
    [Fact]
    [Trait("tck", "tck-id-payloads-propertyset-quality-value-type")]
    [Trait("tck", "tck-id-payloads-propertyset-quality-value-value")]
    [Trait("tck", "tck-id-payloads-propertyset-keys-array-size")]
    [Trait("tck", "tck-id-payloads-propertyset-values-array-size")]
    public async Task A_quality_is_one_key_and_one_value_of_type_Int32()
    {
        var broker = new FakeBroker();
        await using var gateway = await GatewayUnderTest.StartedAsync(broker);

        var stale = broker.Messages[1].Decoded.Find("meter/1/energy")!;
        var (key, property) = Assert.Single(stale.Properties!.Entries);
        Assert.Equal("Quality", key);
        Assert.Equal((SparkplugDataType.Int32, SparkplugValue.FromInt32(500)), (property.Type, property.Value));
        // On the wire: keys(1) "Quality", values(2) { type(1) = 3, int_value(3) = 500 }.
        byte[] wire = [0x0A, 7, .. "Quality"u8, 0x12, 5, 0x08, 3, 0x18, 0xF4, 0x03];
        Assert.True(broker.Messages[1].Payload.AsSpan().IndexOf(wire) > 0);
        Assert.Equal((0, 192, 500), (QualityCode.Bad, QualityCode.Good, QualityCode.Stale));
    }

    [Fact]
    [Trait("tck", "tck-id-payloads-dataset-column-num-headers")]
    [Trait("tck", "tck-id-payloads-dataset-types-num")]
    [Trait("tck", "tck-id-payloads-dataset-parameter-type-req")]
    public void A_DataSet_without_a_type_for_each_column_is_neither_written_nor_read()
    {
        var table = new SparkplugDataSet();
        table.Columns.AddRange(["a", "b"]);
        table.Types.Add(SparkplugDataType.Int32);
        var payload = new SparkplugPayload();
        payload.Metrics.Add(new SparkplugMetric { Name = "table", DataType = SparkplugDataType.DataSet, Value = SparkplugValue.FromDataSet(table) });
        Assert.Throws<ArgumentException>(() => SparkplugCodec.Encode(payload, new ArrayBufferWriter<byte>()));

        // metrics(2) { dataset_value(17) { num_of_columns(1) = 1, columns(2) "a" } }: no types at all.
        byte[] withoutTypes = [0x12, 8, 0x8A, 0x01, 5, 0x08, 1, 0x12, 1, (byte)'a'];
        Assert.False(SparkplugCodec.TryDecode(withoutTypes, out _, out var error));
        Assert.Contains("types", error!, StringComparison.Ordinal);
    }
}
