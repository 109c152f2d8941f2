using System.IO.Compression;
using Microsoft.Extensions.Time.Testing;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Ingest.Testing;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Host;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Ingest.Tests.Receiving;

/// <summary>Compressed births and data are journaled as what is within them; what cannot be decompressed is a dead letter each.</summary>
public sealed class CompressedPayloadTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(FakeTime.Start);
    private readonly TemporaryDirectory _directory = new("compressed");
    private readonly TestCloud _cloud;
    private readonly ForeignPeer _peer;

    public CompressedPayloadTests()
    {
        _cloud = new TestCloud(_time, _directory);
        _peer = new ForeignPeer(_time);
    }

    public void Dispose()
    {
        _cloud.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void A_compressed_birth_and_compressed_data_are_journaled_decompressed()
    {
        var births = _peer.Births(ForeignPeer.Desk(1, SparkplugValue.FromBoolean(false), 1, SparkplugDataType.Boolean)).ToList();
        var data = _peer.Data(ForeignPeer.Desk(1, SparkplugValue.FromBoolean(true), 2));
        _cloud.Deliver(births.Append(data).Select(message => message with { Payload = Compressed(message.Payload) }));
        Assert.Equal(
            [JournalKind.HostStart, JournalKind.NodeBirth, JournalKind.DeviceBirth, JournalKind.ForeignData], _cloud.Entries().Select(entry => entry.Kind));
        Assert.Equal(3, _cloud.Counters[IngestEvent.Decompressed]);
        Assert.True(BirthCertificate.TryRead(_cloud.Entries()[2].Payload, out var birth, out _));
        Assert.NotNull(birth!.FindName("desk/1/occupied"));
    }

    [Fact]
    public void Each_message_that_cannot_be_decompressed_is_a_dead_letter_with_its_bytes()
    {
        var bad = _peer.Births().Select(message => message with { Payload = [.. Compressed(message.Payload).AsSpan(0, 10), .. "SPBV1.0_COMPRESSED"u8] }).ToList();
        _cloud.Deliver(bad);
        Assert.Single(_cloud.Entries());
        Assert.Equal(2, _cloud.Counters[IngestEvent.Rejected]);
        var letters = _cloud.DeadLetters.ReadNewest(10);
        Assert.Equal(["compressed", "compressed"], letters.Select(letter => letter.Letter.Reason));
        Assert.Equal(bad[1].Payload, letters[0].Letter.Payload.ToArray());
    }

    private static byte[] Compressed(byte[] payload)
    {
        using var body = new MemoryStream();
        using (var gzip = new GZipStream(body, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(payload);
        var outer = new SparkplugPayload { Uuid = "SPBV1.0_COMPRESSED", Body = body.ToArray() };
        outer.Metrics.Add(new SparkplugMetric { Name = "algorithm", DataType = SparkplugDataType.String, Value = SparkplugValue.FromString("GZIP") });
        return SparkplugCodec.Encode(outer);
    }
}
