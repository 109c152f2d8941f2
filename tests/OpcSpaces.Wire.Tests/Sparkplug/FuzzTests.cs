using System.Buffers;
using OpcSpaces.Testing;
using OpcSpaces.Wire.EdgeNode;
using OpcSpaces.Wire.Outbox;
using OpcSpaces.Wire.Sparkplug;
using Xunit.Abstractions;

namespace OpcSpaces.Wire.Tests.Sparkplug;

public sealed class FuzzTests(ITestOutputHelper output)
{
    [Fact]
    public void A_million_bad_payloads_give_a_value_or_a_reason_and_never_an_exception()
    {
        var seed = Seed.Take(nameof(FuzzTests));
        output.WriteLine(seed.HowToRepeat);
        seed.Run(() =>
        {
            var payloads = new MutatedPayloads(seed.CreateRandom());
            var (read, refused) = (0, 0);
            var rounds = Soak.Rounds(1_000_000, 50_000_000);
            for (var i = 0; i < rounds; i++)
            {
                var payload = payloads.Next();
                try
                {
                    if (ReadEveryWay(payload))
                        read++;
                    else
                        refused++;
                }
                catch (Exception fault) when (fault is not Xunit.Sdk.XunitException)
                {
                    throw new InvalidOperationException($"payload {Convert.ToHexString(payload)}: {fault}", fault);
                }
            }
            output.WriteLine($"{read} could be read, {refused} were refused");
            Assert.True(read > rounds / 50 && refused > rounds / 4, "the mix of payloads says nothing");
        });
    }

    private static bool ReadEveryWay(byte[] payload)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var ok = SparkplugCodec.TryDecode(payload, out var decoded, out var error);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated < 256 * 1024 + 100L * payload.Length, Convert.ToHexString(payload));
        Assert.Equal(ok, error is null);

        var count = Walk(payload, out var walkError);
        if (ok)
        {
            Assert.Null(walkError);
            Assert.Equal(decoded!.Metrics.Count, count);
        }
        OutboxMessageReader.TryRead(payload, 1, 2, out _, out _);
        CommittedCommand.TryDecode(payload, out _, 1, 2);
        NodeCommandMessage.TryRead(payload, born: null, out _);
        ok |= SparkplugTopic.TryParse(payload, out _, out _);
        return ok & CanonicalContent.Extract(payload, 1, 2, new ArrayBufferWriter<byte>(payload.Length + 16));
    }

    private static int Walk(byte[] payload, out string? error)
    {
        var reader = new PayloadReader(payload);
        var count = 0;
        while (reader.TryReadNext(out var metric))
        {
            count++;
            metric.TryGetString(out _);
            metric.TryGetInt64(metric.DataType, out _);
            metric.TryGetDouble(metric.DataType, out _);
        }
        error = reader.Error;
        return count;
    }
}
