using OpcSpaces.Points;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.Sparkplug;

public sealed class PayloadReaderTests
{
    [Fact]
    public void The_reader_returns_what_the_decoder_returns_without_allocating()
    {
        var payload = Samples.PayloadOf(
            new SparkplugMetric { Alias = 5, Timestamp = 1000, Value = SparkplugValue.FromBoolean(true) },
            new SparkplugMetric { Name = "n", Timestamp = 1001, DataType = SparkplugDataType.Float, Value = SparkplugValue.FromFloat(2.5f), IsHistorical = true },
            new SparkplugMetric { Alias = 6, Timestamp = 1002, IsNull = true, Properties = SparkplugPropertySet.WithQuality(QualityCode.Stale) });
        var bytes = SparkplugCodec.Encode(payload);
        Walk(bytes);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var (count, sum) = Walk(bytes);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        Assert.Equal(3, count);
        Assert.Equal(5 + 6 + 3003 + QualityCode.Stale + (2 * QualityCode.Good), sum);
    }

    [Fact]
    public void Timestamp_and_seq_of_the_payload_are_known_at_the_end()
    {
        var reader = new PayloadReader(SparkplugCodec.Encode(Samples.PayloadOf(new SparkplugMetric { Alias = 1 })));
        while (reader.TryReadNext(out _))
        {
        }
        Assert.Equal(1_790_000_000_000ul, reader.Timestamp);
        Assert.Equal(3ul, reader.Sequence);
        Assert.Null(reader.Error);
    }

    [Fact]
    public void A_metric_that_cannot_be_read_does_not_hide_the_ones_around_it()
    {
        // alias 1 · a metric whose alias has the wrong wire type · alias 2
        var reader = new PayloadReader(Convert.FromHexString("12021001" + "12021201" + "12021002"));
        Assert.True(reader.TryReadNext(out var first));
        Assert.Null(first.Error);
        Assert.True(reader.TryReadNext(out var broken));
        Assert.NotNull(broken.Error);
        Assert.Equal("1201", Convert.ToHexString(broken.Record));
        Assert.True(reader.TryReadNext(out var last));
        Assert.Equal(2ul, last.Alias);
        Assert.False(reader.TryReadNext(out _));
        Assert.Null(reader.Error);
    }

    [Fact]
    public void Broken_framing_ends_reading_with_an_error()
    {
        var reader = new PayloadReader(Convert.FromHexString("12021001" + "12FF"));
        Assert.True(reader.TryReadNext(out _));
        Assert.False(reader.TryReadNext(out _));
        Assert.Equal("truncated varint", reader.Error);
        Assert.Equal(5, reader.ErrorOffset);
        Assert.False(reader.TryReadNext(out _));
    }

    [Theory]
    [InlineData("0A0161" + "0A075175616C697479" + "1200" + "1205080318F403", 500, true)] // a second key, its value behind an empty one
    [InlineData("12060803180010" + "00" + "0A075175616C697479", 0, true)] // the value before the key
    [InlineData("1203080320" + "0A075175616C697479", 192, false)] // the value breaks off
    [InlineData("0A075175616C697479", 192, false)] // no value
    [InlineData("0A075175616C697479" + "1200", 192, false)] // a value that is not an integer
    [InlineData("0801", 192, false)] // keys of the wrong wire type
    [InlineData("", 192, true)]
    public void Quality_is_found_among_other_properties(string set, int quality, bool isGood)
    {
        var properties = Convert.FromHexString(set);
        byte[] metric = [0x10, 0x01, 0x4A, (byte)properties.Length, .. properties];
        var reader = new PayloadReader([0x12, (byte)metric.Length, .. metric]);
        Assert.True(reader.TryReadNext(out var view));
        Assert.Equal(isGood, view.Error is null);
        Assert.Equal(quality, view.Quality);
    }

    [Fact]
    public void The_last_of_two_values_counts_and_the_first_leaves_nothing_behind()
    {
        var reader = new PayloadReader(Convert.FromHexString("1205" + "7A0161" + "7001" + "1204" + "7001" + "7A00"));
        Assert.True(reader.TryReadNext(out var boolean));
        Assert.Equal(SparkplugValueKind.Boolean, boolean.Kind);
        Assert.True(boolean.Bytes.IsEmpty);
        Assert.True(reader.TryReadNext(out var text));
        Assert.Equal(SparkplugValueKind.String, text.Kind);
        Assert.Equal(0ul, text.Bits);
    }

    [Fact]
    public void Strings_are_returned_as_bytes_and_created_on_demand()
    {
        var reader = new PayloadReader(SparkplugCodec.Encode(Samples.PayloadOf(new SparkplugMetric { Value = SparkplugValue.FromString("温度") })));
        Assert.True(reader.TryReadNext(out var metric));
        Assert.Equal("温度"u8, metric.Bytes);
        Assert.True(metric.TryGetString(out var text));
        Assert.Equal("温度", text);
        Assert.False(metric.TryGetBoolean(out _));
        Assert.False(metric.TryGetUInt64(out _));
    }

    private static (int Count, long Sum) Walk(ReadOnlySpan<byte> payload)
    {
        var reader = new PayloadReader(payload);
        var (count, sum) = (0, 0L);
        while (reader.TryReadNext(out var metric))
        {
            count++;
            sum += (long)metric.Alias + metric.TimestampMs + metric.Quality;
        }
        return (count, sum);
    }
}
