using FsCheck.Xunit;
using MQTTnet.Exceptions;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;

namespace OpcSpaces.Wire.Tests.Mqtt.Client;

/// <summary>A stream of bytes is cut into the packets that it is made of, however the reads cut it.</summary>
public sealed class ReceiveBufferTests
{
    private const int MaxPacketBytes = 1_000_000;

    [Property(MaxTest = 100)]
    public void Every_packet_comes_out_whole_and_in_order(int seed)
    {
        var random = new Random(seed);
        var bodies = Enumerable.Range(0, random.Next(20)).Select(_ => RandomBody(random)).ToList();
        var stream = bodies.SelectMany(Packet).ToArray();
        var buffer = new ReceiveBuffer(MaxPacketBytes);
        var taken = new List<byte[]>();
        for (var sent = 0; sent < stream.Length || taken.Count < bodies.Count;)
        {
            while (buffer.TryTake(out var firstByte, out var body))
            {
                Assert.Equal(0xD0, firstByte);
                taken.Add(body.ToArray());
            }

            if (sent == stream.Length)
                break;
            sent += Put(buffer, stream.AsSpan(sent, random.Next(1, stream.Length - sent + 1)));
        }

        Assert.Equal(bodies.Count, taken.Count);
        Assert.All(bodies.Zip(taken), pair => Assert.Equal(pair.First, pair.Second));
    }

    [Fact]
    public void It_grows_while_reads_fill_it_and_is_of_usual_size_again_after_a_large_packet()
    {
        var buffer = new ReceiveBuffer(MaxPacketBytes);
        var small = Packet(new byte[14]);
        var sizes = new List<int>();
        for (var i = 0; i < 10; i++)
        {
            sizes.Add(FillAll(buffer, small));
            while (buffer.TryTake(out _, out _))
            {
                // Only the size matters here.
            }
        }

        Assert.Equal(4096, sizes[0]);
        Assert.Equal(65_536, sizes.Max());
        var large = Packet(new byte[500_000]);
        for (var sent = 0; sent < large.Length;)
        {
            Assert.False(buffer.TryTake(out _, out _));
            sent += Put(buffer, large.AsSpan(sent));
        }

        Assert.True(buffer.TryTake(out _, out var body));
        Assert.Equal(500_000, body.Length);
        Assert.Equal(65_536, buffer.Space().Count);
    }

    [Fact]
    public void A_packet_larger_than_was_asked_for_is_refused_before_memory_is_spent_on_it()
    {
        var buffer = new ReceiveBuffer(1024);
        Put(buffer, [0x30, 0xFF, 0xFF, 0xFF, 0x7F]);
        Assert.Throws<MqttProtocolViolationException>(() => buffer.TryTake(out _, out _));
    }

    [Fact]
    public void A_length_of_five_bytes_is_refused()
    {
        var buffer = new ReceiveBuffer(1024);
        Put(buffer, [0x30, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]);
        Assert.Throws<MqttProtocolViolationException>(() => buffer.TryTake(out _, out _));
    }

    /// <summary>Puts as many of the bytes as there is space for, and returns how many.</summary>
    private static int Put(ReceiveBuffer buffer, ReadOnlySpan<byte> bytes)
    {
        var space = buffer.Space();
        Assert.NotEqual(0, space.Count);
        var count = Math.Min(space.Count, bytes.Length);
        bytes[..count].CopyTo(space);
        buffer.Add(count);
        return count;
    }

    /// <summary>Fills the space with copies of a packet whose size divides it, and returns how much space there was.</summary>
    private static int FillAll(ReceiveBuffer buffer, byte[] packet)
    {
        var space = buffer.Space();
        Assert.Equal(0, space.Count % packet.Length);
        for (var i = 0; i < space.Count; i++)
            space[i] = packet[i % packet.Length];
        buffer.Add(space.Count);
        return space.Count;
    }

    private static byte[] RandomBody(Random random)
    {
        var body = new byte[random.Next(5) switch
        {
            0 => random.Next(6),
            1 => random.Next(100, 300),
            2 => random.Next(4000, 5000),
            3 => random.Next(60_000, 70_000),
            _ => 400_000,
        }];
        random.NextBytes(body);
        return body;
    }

    private static byte[] Packet(byte[] body)
    {
        var header = new byte[5];
        header[0] = 0xD0;
        var lengthBytes = VariableByteInteger.Write(header.AsSpan(1), body.Length);
        return [.. header[..(1 + lengthBytes)], .. body];
    }
}
