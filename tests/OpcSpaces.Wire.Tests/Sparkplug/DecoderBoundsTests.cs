using Google.Protobuf;
using OpcSpaces.Reference;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.Sparkplug;

public sealed class DecoderBoundsTests
{
    [Theory]
    [InlineData("12", "truncated varint")]
    [InlineData("1205", "a length reaches beyond the end")]
    [InlineData("12FFFFFFFFFFFFFFFFFF01", "a length reaches beyond the end")]
    [InlineData("08FFFFFFFFFFFFFFFFFFFF01", "a varint is longer than ten bytes")]
    [InlineData("08FF", "truncated varint")]
    [InlineData("0001", "field number 0")]
    [InlineData("8080808010", "a field number is out of range")]
    [InlineData("8000", "a field number is out of range")]
    [InlineData("0B0C", "a field has the wrong wire type")]
    [InlineData("3334", "groups are not part of Sparkplug B")]
    [InlineData("34", "groups are not part of Sparkplug B")]
    [InlineData("36", "wire type 6 or 7")]
    [InlineData("0A00", "a field has the wrong wire type")]
    [InlineData("1001", "a field has the wrong wire type")]
    [InlineData("12020801", "a field has the wrong wire type")]
    [InlineData("1203650102", "truncated 32-bit value")]
    [InlineData("1203610102", "a field has the wrong wire type")]
    [InlineData("1203690102", "truncated 64-bit value")]
    [InlineData("12028A0105", "truncated varint")]
    public void Broken_bytes_are_refused_with_the_reason(string hex, string reason)
    {
        var payload = Convert.FromHexString(hex);
        Assert.False(SparkplugCodec.TryDecode(payload, out _, out var error));
        Assert.EndsWith(reason, error);
        var thrown = Assert.Throws<SparkplugFormatException>(() => SparkplugCodec.Decode(payload));
        Assert.Equal(reason, thrown.Reason);
        Assert.InRange(thrown.Offset, 0, payload.Length);
    }

    [Fact]
    public void An_empty_payload_is_a_payload()
    {
        Assert.True(SparkplugCodec.TryDecode([], out var decoded, out _));
        Assert.Empty(decoded!.Metrics);
        Assert.Empty(SparkplugCodec.Encode(decoded));
    }

    [Fact]
    public void Sixteen_levels_are_read_and_seventeen_are_not()
    {
        Assert.True(SparkplugCodec.TryDecode(SparkplugCodec.Encode(Samples.Nested(16)), out _, out var error), error);
        Assert.Throws<ArgumentException>(() => SparkplugCodec.Encode(Samples.Nested(17)));

        var metric = new Metric { Alias = 1 };
        for (var i = 0; i < 17; i++)
            metric = new Metric { TemplateValue = new Template { Metrics = { metric } } };
        Assert.False(SparkplugCodec.TryDecode(new Payload { Metrics = { metric } }.ToByteArray(), out _, out error));
        Assert.EndsWith("nested too deeply", error);
    }

    [Fact]
    public void The_nesting_of_property_sets_is_limited_too()
    {
        var set = new PropertySet();
        for (var i = 0; i < 17; i++)
            set = new PropertySet { Keys = { "k" }, Values = { new PropertyValue { PropertysetsValue = new PropertySetList { Propertyset = { set } } } } };
        Assert.False(SparkplugCodec.TryDecode(new Payload { Metrics = { new Metric { Properties = set } } }.ToByteArray(), out _, out var error));
        Assert.EndsWith("nested too deeply", error);
    }

    [Theory]
    [InlineData("1200", 2_000_000)] // empty metrics
    [InlineData("12021000", 1_000_000)] // metrics with an alias
    [InlineData("1204" + "4A02" + "1200", 500_000)] // property sets with a value without key
    [InlineData("1203" + "8A0100", 500_000)] // empty DataSets
    [InlineData("1203" + "920100", 500_000)] // empty templates
    public void Many_small_elements_cannot_take_much_memory(string element, int count)
    {
        var one = Convert.FromHexString(element);
        var payload = new byte[one.Length * count];
        for (var at = 0; at < payload.Length; at += one.Length)
            one.CopyTo(payload, at);
        AssertBounded(payload);
    }

    [Theory]
    [InlineData("0A00")] // null elements of one row
    [InlineData("2200")] // empty rows
    [InlineData("1200")] // columns
    [InlineData("1801")] // types
    public void Many_small_parts_of_a_DataSet_cannot_take_much_memory(string part)
    {
        var parts = string.Concat(Enumerable.Repeat(part, 200_000));
        var inner = part == "0A00" ? Message(0x22, Convert.FromHexString(parts)) : Convert.FromHexString(parts);
        AssertBounded(Message(0x12, [0x8A, 0x01, .. Message(0, inner)[1..]]));
    }

    [Fact]
    public void A_payload_that_is_too_long_is_refused_unread()
    {
        Assert.False(SparkplugCodec.TryDecode(new byte[SparkplugCodec.MaxPayloadBytes + 1], out _, out var error));
        Assert.EndsWith("the payload is too long", error);
    }

    [Fact]
    public void A_birth_of_a_thousand_small_metrics_is_well_within_the_limit()
    {
        var payload = new SparkplugPayload();
        for (var i = 0; i < 100_000; i++)
            payload.Metrics.Add(new SparkplugMetric { Alias = 1, Value = SparkplugValue.FromBoolean(true) });
        Assert.True(SparkplugCodec.TryDecode(SparkplugCodec.Encode(payload), out _, out var error), error);
    }

    private static void AssertBounded(byte[] payload)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        SparkplugCodec.TryDecode(payload, out _, out _);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 256 * 1024 + 100L * payload.Length, $"{allocated} bytes for {payload.Length}");
    }

    private static byte[] Message(byte tag, byte[] content)
    {
        var to = new MemoryStream();
        to.WriteByte(tag);
        var coded = new CodedOutputStream(to, leaveOpen: true);
        coded.WriteBytes(ByteString.CopyFrom(content));
        coded.Flush();
        return to.ToArray();
    }
}
