using System.Buffers;
using OpcSpaces.Points;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Wire.Tests.Host;

public sealed class BirthCertificateTests
{
    [Theory]
    [InlineData(new ulong[] { 5, 6, 7 })]
    [InlineData(new ulong[] { 0, 50, 70 })]
    [InlineData(new ulong[] { 1, 1_000_000, ulong.MaxValue })]
    [InlineData(new ulong[] { ulong.MaxValue, ulong.MaxValue - 1, ulong.MaxValue - 2 })]
    public void Aliases_are_found_whether_they_are_close_together_or_not(ulong[] aliases)
    {
        var birth = Read([.. aliases.Select((alias, i) => Peer.Metric($"m{i}", SparkplugDataType.Int32, SparkplugValue.FromInt32(i), alias))]);

        Assert.Equal(["m0", "m1", "m2"], aliases.Select(alias => birth.FindAlias(alias)!.Name));
        Assert.All([2UL, 60UL, 500_000UL, ulong.MaxValue - 3], alias => Assert.Null(birth.FindAlias(alias)));
    }

    [Fact]
    public void An_alias_that_two_names_share_is_void_the_last_of_equal_names_counts_and_nameless_metrics_are_left_out()
    {
        var birth = Read(
            Peer.Metric("a", SparkplugDataType.Int32, SparkplugValue.FromInt32(1), 1),
            Peer.Metric("b", SparkplugDataType.Int32, SparkplugValue.FromInt32(2), 1),
            Peer.Metric("a", SparkplugDataType.Int32, SparkplugValue.FromInt32(3), 2),
            Peer.Metric(null, SparkplugDataType.Int32, SparkplugValue.FromInt32(4), 3));

        Assert.Null(birth.FindAlias(1));
        Assert.Equal(["a", "b"], birth.Sharing(1).Select(metric => metric.Name));
        Assert.Equal("a", birth.FindAlias(2)!.Name);
        Assert.Empty(birth.Sharing(2));
        Assert.Equal(2UL, birth.FindName("a")!.Alias);
        Assert.Equal((3, 1), (birth.Metrics.Count, birth.DroppedMetrics));
        Assert.Equal([0, 1, 2], birth.Metrics.Select(metric => metric.Index));
    }

    [Fact]
    public void Values_qualities_and_missing_timestamps_are_kept()
    {
        var stale = Peer.Metric("a", SparkplugDataType.Float, SparkplugValue.FromFloat(1.5f), 1, timestamp: null);
        stale.Properties = SparkplugPropertySet.WithQuality(QualityCode.Stale);
        var unknown = new SparkplugMetric { Name = "b", Alias = 2, Timestamp = 9, DataType = SparkplugDataType.String, IsNull = true };
        var birth = Read(stale, unknown);

        Assert.Equal(
            new BirthMetric(0, "a", 1, SparkplugDataType.Float, false, SparkplugValue.FromFloat(1.5f), null, QualityCode.Stale), birth.Metrics[0]);
        Assert.Equal(
            new BirthMetric(1, "b", 2, SparkplugDataType.String, true, SparkplugValue.None, 9, QualityCode.Good), birth.Metrics[1]);
        Assert.False(birth.HasOutbox);
    }

    [Fact]
    public void A_payload_that_cannot_be_read_is_not_a_birth()
    {
        Assert.False(BirthCertificate.TryRead([0x12, 0xFF, 0x01], out var certificate, out var error));
        Assert.Null(certificate);
        Assert.NotEmpty(error!);
    }

    private static BirthCertificate Read(params SparkplugMetric[] metrics)
    {
        var payload = new SparkplugPayload { Timestamp = 1, Sequence = 0 };
        payload.Metrics.AddRange(metrics);
        var buffer = new ArrayBufferWriter<byte>();
        SparkplugCodec.Encode(payload, buffer);
        Assert.True(BirthCertificate.TryRead(buffer.WrittenSpan, out var certificate, out var error), error);
        return certificate!;
    }
}
