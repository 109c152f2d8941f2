using Google.Protobuf;
using OpcSpaces.Reference;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Sparkplug;
using Xunit.Abstractions;

namespace OpcSpaces.Wire.Tests.Sparkplug;

/// <summary>Our codec beside Google.Protobuf on code generated from the same fields.</summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    [Fact]
    public void Google_reads_what_we_write_and_we_read_what_Google_writes()
    {
        var seed = Seed.Take(nameof(DifferentialTests));
        seed.Run(() =>
        {
            var payloads = new RandomPayloads(seed.CreateRandom());
            for (var i = Soak.Rounds(5_000, 500_000); i > 0; i--)
            {
                var payload = payloads.Make();
                var reference = Payload.Parser.ParseFrom(SparkplugCodec.Encode(payload));
                Assert.Equal(PayloadText.Of(payload), ReferenceText.Of(reference));
                Assert.Equal(PayloadText.Of(payload), PayloadText.Of(SparkplugCodec.Decode(reference.ToByteArray())));
            }
        });
    }

    [Fact]
    public void Google_reads_the_same_from_damaged_bytes_as_we_do()
    {
        var seed = Seed.Take(nameof(DifferentialTests));
        seed.Run(() =>
        {
            var payloads = new MutatedPayloads(seed.CreateRandom(1));
            var read = 0;
            for (var i = Soak.Rounds(100_000, 5_000_000); i > 0; i--)
            {
                var payload = payloads.Next();
                if (!SparkplugCodec.TryDecode(payload, out var decoded, out _))
                    continue;
                read++;
                Assert.True(PayloadText.Of(decoded!) == ReferenceText.Of(Payload.Parser.ParseFrom(payload)), Convert.ToHexString(payload));
                AssertReaderAgrees(payload, decoded!);
            }
            output.WriteLine($"{read} damaged payloads were readable");
            Assert.True(read > 1000);
        });
    }

    private static void AssertReaderAgrees(byte[] payload, SparkplugPayload decoded)
    {
        var reader = new PayloadReader(payload);
        foreach (var metric in decoded.Metrics)
        {
            Assert.True(reader.TryReadNext(out var view));
            if (view.Error is not null)
            {
                // Stricter in one thing only: a Quality that is not an integer.
                Assert.StartsWith("the property Quality", view.Error);
                continue;
            }
            Assert.Equal(metric.Name ?? "", System.Text.Encoding.UTF8.GetString(view.Name));
            Assert.Equal(metric.Alias, view.HasAlias ? view.Alias : null);
            Assert.Equal(metric.Timestamp, view.HasTimestamp ? (ulong)view.TimestampMs : null);
            Assert.Equal(metric.DataType, view.DataType);
            Assert.Equal((metric.IsHistorical, metric.IsTransient, metric.IsNull), (view.IsHistorical, view.IsTransient, view.IsNull));
            Assert.Equal((metric.Value.Kind, metric.Value.Bits), (view.Kind, view.Bits));
        }
        Assert.False(reader.TryReadNext(out _));
        Assert.Equal((decoded.Timestamp, decoded.Sequence), (reader.Timestamp, reader.Sequence));
    }
}
