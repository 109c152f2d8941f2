using FsCheck.Xunit;
using Google.Protobuf;
using OpcSpaces.Points;
using OpcSpaces.Reference;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.Outbox;

public sealed class ContentWriterTests
{
    [Fact]
    public void The_bytes_of_content_never_change()
    {
        // The hash chain and every audit depend on this form. If this test fails, the form has changed, which must not happen.
        var writer = new ContentWriter();
        writer.Append(12, SparkplugDataType.Boolean, new Reading(1_790_000_000_000, PointValue.Of(true)));
        writer.Append(300, SparkplugDataType.UInt64, new Reading(1_790_000_000_001, PointValue.Of(123_456UL)));
        writer.Append(3, SparkplugDataType.UInt32, new Reading(1_790_000_000_002, PointValue.Of(7UL), QualityCode.Bad));
        writer.Append(4, SparkplugDataType.Float, new Reading(1_790_000_000_003, PointValue.Of(21.5f)));
        writer.Append(5, SparkplugDataType.Boolean, new Reading(1_790_000_000_004, PointValue.Null, QualityCode.Stale));
        writer.Append(6, SparkplugDataType.String, new Reading(1_790_000_000_005, PointValue.Of("p-1")));

        Assert.Equal(
            "120B100C1880D8C1A28C347001"
            + "120E10AC021881D8C1A28C3458C0C407"
            + "121C10031882D8C1A28C344A0F0A075175616C6974791204080318005007"
            + "120E10041883D8C1A28C34650000AC41"
            + "121D10051884D8C1A28C3438014A100A075175616C6974791205080318F403"
            + "120E10061885D8C1A28C347A03702D31",
            Convert.ToHexString(writer.Written));
    }

    [Fact]
    [Trait("tck", "tck-id-payloads-name-birth-data-requirement")]
    [Trait("tck", "tck-id-payloads-metric-datatype-not-req")]
    [Trait("tck", "tck-id-payloads-alias-data-cmd-requirement")]
    [Trait("tck", "tck-id-payloads-metric-timestamp-in-UTC")]
    public void Every_reading_has_an_alias_and_its_own_time_and_neither_name_nor_type()
    {
        foreach (var metric in Read(Sample()).Metrics)
        {
            Assert.True(metric.HasAlias);
            Assert.True(metric.HasTimestamp);
            Assert.False(metric.HasName);
            Assert.False(metric.HasDatatype);
            Assert.False(metric.HasIsHistorical);
        }
    }

    [Fact]
    public void Count_and_span_of_time_are_those_of_the_readings()
    {
        var writer = new ContentWriter();
        Assert.Equal((0, 0L, 0L), (writer.Count, writer.FirstTimestampMs, writer.LastTimestampMs));
        writer.Append(1, SparkplugDataType.Boolean, new Reading(500, PointValue.Null));
        writer.Append(1, SparkplugDataType.Boolean, new Reading(400, PointValue.Null));
        writer.Append(1, SparkplugDataType.Boolean, new Reading(450, PointValue.Null));
        Assert.Equal((3, 400L, 500L), (writer.Count, writer.FirstTimestampMs, writer.LastTimestampMs));
        writer.Clear();
        Assert.True(writer.Written.IsEmpty);
        Assert.Equal((0, 0L, 0L), (writer.Count, writer.FirstTimestampMs, writer.LastTimestampMs));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(109)]
    [InlineData(110)]
    [InlineData(111)]
    [InlineData(112)]
    [InlineData(113)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(16_383)]
    [InlineData(70_000)]
    public void The_length_of_a_string_is_written_in_the_fewest_bytes(int length)
    {
        var writer = new ContentWriter();
        writer.Append(1, SparkplugDataType.String, new Reading(1, PointValue.Of(new string('x', length))));
        writer.Append(2, SparkplugDataType.Boolean, new Reading(2, PointValue.Of(true)));

        var read = Read(writer);

        Assert.Equal(length, read.Metrics[0].StringValue.Length);
        Assert.Equal(2ul, read.Metrics[1].Alias);
        Assert.Equal(writer.Written, read.ToByteArray());
    }

    [Property(MaxTest = 2000)]
    public bool Google_reads_back_every_reading_and_would_write_the_same_bytes(ulong alias, long time, int kind, ulong bits, string text, int quality)
    {
        var timestampMs = time & long.MaxValue;
        var (type, value) = (kind & 7) switch
        {
            0 => (SparkplugDataType.Boolean, PointValue.Null),
            1 => (SparkplugDataType.Boolean, PointValue.Of(bits % 2 == 0)),
            2 => (SparkplugDataType.Int32, PointValue.Of((long)(int)bits)),
            3 => (SparkplugDataType.UInt64, PointValue.Of(bits)),
            4 => (SparkplugDataType.Float, PointValue.Of((float)bits)),
            5 => (SparkplugDataType.Double, PointValue.Of((double)bits)),
            6 => (SparkplugDataType.Int64, PointValue.Of(-(long)(bits >> 1))),
            _ => (SparkplugDataType.String, PointValue.Of(string.Concat(System.Text.Rune.ReplacementChar, text))),
        };
        var writer = new ContentWriter();
        writer.Append(alias, type, new Reading(timestampMs, value, quality));

        var metric = Read(writer).Metrics.Single();

        var decoded = SparkplugCodec.Decode(writer.Written).Metrics.Single();
        return metric.Alias == alias && metric.Timestamp == (ulong)timestampMs && metric.IsNull == value.IsNull
            && decoded.Quality == quality && (decoded.Value == SparkplugValue.Of(value, type) || text?.Any(char.IsSurrogate) == true)
            && new Payload { Metrics = { metric } }.ToByteArray().AsSpan().SequenceEqual(writer.Written);
    }

    [Theory]
    [InlineData(SparkplugDataType.Int8, -2, "120C10011801" + "50FEFFFFFF0F")]
    [InlineData(SparkplugDataType.Int16, -2, "120C10011801" + "50FEFFFFFF0F")]
    [InlineData(SparkplugDataType.Int32, -2, "120C10011801" + "50FEFFFFFF0F")]
    [InlineData(SparkplugDataType.UInt8, 200, "120710011801" + "50C801")]
    [InlineData(SparkplugDataType.UInt16, 200, "120710011801" + "50C801")]
    [InlineData(SparkplugDataType.UInt32, 200, "120710011801" + "50C801")]
    [InlineData(SparkplugDataType.Int64, -2, "120F10011801" + "58FEFFFFFFFFFFFFFFFF01")]
    [InlineData(SparkplugDataType.UInt64, 200, "120710011801" + "58C801")]
    [InlineData(SparkplugDataType.DateTime, 200, "120710011801" + "58C801")]
    public void The_data_type_decides_the_field_of_an_integer(SparkplugDataType type, long value, string bytes)
    {
        foreach (var integer in (PointValue[])[PointValue.Of(value), PointValue.Of((ulong)value)])
        {
            var writer = new ContentWriter();
            writer.Append(1, type, new Reading(1, integer));
            Assert.Equal(bytes, Convert.ToHexString(writer.Written));
        }
    }

    [Fact]
    public void A_time_before_1970_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ContentWriter().Append(1, SparkplugDataType.Boolean, new Reading(-1, PointValue.Null)));

    [Fact]
    public void A_writer_that_is_used_again_allocates_nothing()
    {
        var writer = Sample();
        writer.Clear();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 30; i++)
            writer.Append((ulong)i, SparkplugDataType.UInt64, new Reading(1_790_000_000_000 + i, PointValue.Of((ulong)i)));
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static ContentWriter Sample()
    {
        var writer = new ContentWriter();
        for (var i = 0; i < 100; i++)
            writer.Append((ulong)i, SparkplugDataType.Boolean, new Reading(1_790_000_000_000 + i, i % 3 == 0 ? PointValue.Null : PointValue.Of(true)));
        return writer;
    }

    private static Payload Read(ContentWriter writer) => Payload.Parser.ParseFrom(writer.Written);
}
