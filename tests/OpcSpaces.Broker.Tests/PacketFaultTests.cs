using System.Net;
using System.Net.Sockets;
using System.Text;
using OpcSpaces.Broker.Counting;
using OpcSpaces.Broker.Settings;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Tests.Mqtt;

namespace OpcSpaces.Broker.Tests;

/// <summary>Bytes that no client should send: the connection ends with the reason that MQTT 5 has for it, and the broker goes on.</summary>
public sealed class PacketFaultTests : IAsyncLifetime
{
    private static readonly byte[] Connect = Packet(0x10, [0, 4, .. "MQTT"u8, 5, 2, 0, 60, 0, 0, 3, .. "raw"u8]);
    private static readonly byte[] Connect311 = Packet(0x10, [0, 4, .. "MQTT"u8, 4, 2, 0, 60, 0, 3, .. "raw"u8]);
    private readonly EmbeddedBroker _broker = new(new BrokerOptions { Port = FreePort.Next() }, TimeProvider.System);

    /// <summary>Name, packet behind CONNECT, and the reason of the broker's DISCONNECT.</summary>
    public static TheoryData<string, byte[], int> Faults => new()
    {
        { "second CONNECT", Connect, 0x82 },
        { "PUBLISH with QoS 3", Packet(0x36, [0, 1, (byte)'a', 0, 1, 0]), 0x81 },
        { "PUBLISH without a topic", Packet(0x30, [0, 0, 0]), 0x81 },
        { "PUBLISH whose topic is longer than the packet", Packet(0x30, [0, 9, (byte)'a', 0]), 0x81 },
        { "PUBLISH of one byte", Packet(0x30, [0]), 0x81 },
        { "PUBLISH to a wildcard", Packet(0x30, [0, 3, .. "a/+"u8, 0]), 0x90 },
        { "PUBLISH to a topic that is not UTF-8", Packet(0x30, [0, 2, 0xC3, 0x28, 0]), 0x90 },
        { "PUBLISH with QoS 1 and no identifier", Packet(0x32, [0, 1, (byte)'a', 0, 0, 0]), 0x81 },
        { "PUBLISH with a topic alias", Packet(0x30, [0, 1, (byte)'a', 3, 0x23, 0, 1]), 0x94 },
        { "PUBLISH with a subscription identifier", Packet(0x30, [0, 1, (byte)'a', 2, 0x0B, 1]), 0x82 },
        { "PUBLISH with a property of another packet", Packet(0x30, [0, 1, (byte)'a', 2, 0x24, 1]), 0x81 },
        { "PUBLISH with a property that is cut off", Packet(0x30, [0, 1, (byte)'a', 4, 0x03, 0, 9, 1]), 0x81 },
        { "PUBLISH with more properties than bytes", Packet(0x30, [0, 1, (byte)'a', 9, 0x01]), 0x81 },
        { "PUBLISH with a user property of half a pair", Packet(0x30, [0, 1, (byte)'a', 4, 0x26, 0, 1, (byte)'k']), 0x81 },
        { "acknowledgement without an identifier", Packet(0x40, [0]), 0x81 },
        { "a length of five bytes", [0x30, 0xFF, 0xFF, 0xFF, 0xFF, 1], 0x81 },
        { "a length above the limit", [0x30, 0xFF, 0xFF, 0xFF, 0x7F], 0x95 },
        { "SUBSCRIBE without anything", [0x82, 0x00], 0x81 },
        { "SUBSCRIBE without a filter", [0x82, 0x03, 0x00, 0x01, 0x00], 0x82 },
        { "SUBSCRIBE without an identifier", Packet(0x82, [0, 0, 0, 0, 1, (byte)'a', 0]), 0x81 },
        { "SUBSCRIBE with other flags", Packet(0x80, [0, 1, 0, 0, 1, (byte)'a', 0]), 0x81 },
        { "UNSUBSCRIBE without anything", [0xA2, 0x00], 0x81 },
        { "UNSUBSCRIBE without a filter", [0xA2, 0x03, 0x00, 0x01, 0x00], 0x82 },
        { "AUTH", [0xF0, 0x00], 0x82 },
        { "reserved type 0", [0x00, 0x00], 0x82 },
        { "CONNACK", [0x20, 0x00], 0x82 },
        { "SUBACK", [0x90, 0x03, 0x00, 0x01, 0x00], 0x82 },
        { "UNSUBACK", [0xB0, 0x00], 0x82 },
        { "PINGRESP", [0xD0, 0x00], 0x82 },
        { "PUBLISH with a payload format twice", Packet(0x30, [0, 1, (byte)'a', 4, 1, 1, 1, 1]), 0x82 },
        { "PUBLISH with a payload format 2", Packet(0x30, [0, 1, (byte)'a', 2, 1, 2]), 0x82 },
        { "PUBLISH with an expiry twice", Packet(0x30, [0, 1, (byte)'a', 10, 2, 0, 0, 0, 9, 2, 0, 0, 0, 9]), 0x82 },
        { "PUBLISH with a response topic with a wildcard", Packet(0x30, [0, 1, (byte)'a', 4, 8, 0, 1, (byte)'#']), 0x82 },
        { "PUBLISH with an empty response topic", Packet(0x30, [0, 1, (byte)'a', 3, 8, 0, 0]), 0x82 },
        { "PUBLISH with a content type that is not UTF-8", Packet(0x30, [0, 1, (byte)'a', 4, 3, 0, 1, 0xFF]), 0x81 },
        { "PUBLISH with a user property with a zero", Packet(0x30, [0, 1, (byte)'a', 7, 0x26, 0, 1, (byte)'k', 0, 1, 0]), 0x81 },
        { "SUBSCRIBE with QoS 3", Packet(0x82, [0, 1, 0, 0, 1, (byte)'a', 3]), 0x81 },
        { "SUBSCRIBE with retain handling 3", Packet(0x82, [0, 1, 0, 0, 1, (byte)'a', 0x30]), 0x81 },
        { "SUBSCRIBE with too many filters", Packet(0x82, [0, 1, 0, .. Enumerable.Repeat<byte[]>([0, 1, (byte)'#', 0], 1_001).SelectMany(filter => filter)]), 0x97 },
        { "SUBSCRIBE of more than 256 KiB", [0x82, 0x81, 0x80, 0x10], 0x95 },
        { "SUBSCRIBE cut off", Packet(0x82, [0, 1, 0, 0, 9, (byte)'a']), 0x81 },
    };

    public Task InitializeAsync() => _broker.StartAsync();

    public async Task DisposeAsync() => await _broker.DisposeAsync();

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_faulty_packet_ends_the_session_with_its_reason(string name, byte[] packet, int reason)
    {
        using var client = await ConnectAsync(Connect);
        await client.SendAsync(packet);
        var answer = await ReadToTheEndAsync(client);
        Assert.Equal([0xE0, 0x02, (byte)reason, 0x00], answer);
        Assert.True(_broker.Counters[BrokerEvent.Fault] == 1, name);
        await AssertServesAsync();
    }

    /// <summary>MQTT 3.1.1 has no DISCONNECT from a broker and no properties.</summary>
    [Fact]
    public async Task A_faulty_packet_of_an_older_client_closes_its_connection()
    {
        using var client = await ConnectAsync(Connect311);
        await client.SendAsync(Packet(0x30, [0, 3, .. "a/#"u8]));
        Assert.Empty(await ReadToTheEndAsync(client));
        await AssertServesAsync();
    }

    [Theory]
    [InlineData("PUBLISH", new byte[] { 0x30, 4, 0, 1, 97, 0 })]
    [InlineData("PINGREQ", new byte[] { 0xC0, 0 })]
    [InlineData("HTTP", new byte[] { 71, 69, 84, 32, 47, 32, 72, 84, 84, 80, 47, 49, 46, 49, 13, 10, 13, 10 })]
    [InlineData("zeros", new byte[] { 0, 0, 0, 0 })]
    [InlineData("CONNECT of an unknown version", new byte[] { 0x10, 13, 0, 4, 77, 81, 84, 84, 9, 2, 0, 60, 0, 0, 0 })]
    [InlineData("CONNECT cut off", new byte[] { 0x10, 3, 0, 4, 77 })]
    [InlineData("CONNECT whose Will has a wildcard", new byte[] { 0x10, 22, 0, 4, 77, 81, 84, 84, 5, 6, 0, 60, 0, 0, 1, 97, 0, 0, 1, 35, 0, 1, 120, 0 })]
    public async Task What_is_no_session_is_closed(string name, byte[] bytes)
    {
        using var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(IPAddress.Loopback, _broker.Port);
        await client.SendAsync(bytes);
        var answer = await ReadToTheEndAsync(client);
        Assert.True(answer.Length is 0 or 4, $"{name}: {Convert.ToHexString(answer)}");
        await AssertServesAsync();
    }

    /// <summary>MQTT 5 with the client id "raw": what it must not do to the session that has this id.</summary>
    public static TheoryData<string, byte[], byte[]> Refusals => new()
    {
        { "an id that is not UTF-8", Packet(0x10, [0, 4, .. "MQTT"u8, 5, 2, 0, 60, 0, 0, 3, (byte)'r', 0xFF, (byte)'w']), [0x20, 0x85] },
        { "an authentication method", Packet(0x10, [0, 4, .. "MQTT"u8, 5, 2, 0, 60, 4, 0x15, 0, 1, (byte)'x', 0, 3, .. "raw"u8]), [0x20, 0x8C] },
        { "a Will that cannot be published", Packet(0x10, [0, 4, .. "MQTT"u8, 5, 6, 0, 60, 0, 0, 3, .. "raw"u8, 0, 0, 1, (byte)'#', 0, 1, (byte)'x']), [0xE0, 0x90] },
        { "a Will whose topic is not UTF-8", Packet(0x10, [0, 4, .. "MQTT"u8, 5, 6, 0, 60, 0, 0, 3, .. "raw"u8, 0, 0, 1, 0xFF, 0, 1, (byte)'x']), [0xE0, 0x90] },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_session_that_cannot_begin_ends_no_other(string name, byte[] connect, byte[] typeAndReason)
    {
        using var first = await ConnectAsync(Connect);
        using var second = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await second.ConnectAsync(IPAddress.Loopback, _broker.Port);
        await second.SendAsync(connect);
        var answer = await ReadToTheEndAsync(second);
        Assert.True(answer[0] == typeAndReason[0] && answer.Contains(typeAndReason[1]), $"{name}: {Convert.ToHexString(answer)}");
        await first.SendAsync((byte[])[0xC0, 0]);
        Assert.Equal([0xD0, 0], await ReadAsync(first, 2));
        Assert.Equal(0, _broker.Counters[BrokerEvent.TakenOver]);
    }

    [Fact]
    public async Task A_filter_that_is_not_UTF_8_is_refused()
    {
        using var client = await ConnectAsync(Connect);
        await client.SendAsync(Packet(0x82, [0, 1, 0, 0, 2, (byte)'a', 0xFF, 0]));
        Assert.Equal([0x90, 4, 0, 1, 0, 0x8F], await ReadAsync(client, 6));
    }

    [Fact]
    public async Task Packets_cut_anywhere_and_many_at_once_are_understood()
    {
        var stream = new List<byte>();
        for (var i = 0; i < 200; i++)
            stream.AddRange(Packet(0x32, [0, 1, (byte)'a', 0, (byte)(i + 1), 0, .. Encoding.ASCII.GetBytes(new string('x', i))]));
        await using var listener = await PlainClient.ConnectAsync(_broker.Port);
        await listener.SubscribeAsync(("a", 0));
        var random = new Random(1);
        using var client = await ConnectAsync(Connect);
        client.NoDelay = true;
        for (var at = 0; at < stream.Count;)
        {
            var size = Math.Min(random.Next(1, 40), stream.Count - at);
            await client.SendAsync(stream.GetRange(at, size).ToArray());
            at += size;
        }

        await listener.UntilAsync(200);
        Assert.Equal(Enumerable.Range(0, 200), listener.Payloads.Select(payload => payload.Length));
        var acknowledgements = new byte[200 * 4];
        for (var read = 0; read < acknowledgements.Length;)
            read += await client.ReceiveAsync(acknowledgements.AsMemory(read));
        Assert.Equal(Enumerable.Range(1, 200).SelectMany(i => new byte[] { 0x40, 2, 0, (byte)i }), acknowledgements);
    }

    /// <summary>The id already belongs to the next session while the last packets of the one before are taken.</summary>
    [Fact]
    public async Task What_a_session_subscribed_to_while_it_was_taken_over_is_not_the_next_ones()
    {
        var subscribe = Packet(0x82, [0, 1, 0, 0, 5, .. "stray"u8, 0]);
        var many = Enumerable.Repeat(subscribe, 300).SelectMany(packet => packet).ToArray();
        await using var publisher = await PlainClient.ConnectAsync(_broker.Port);
        for (var round = 0; round < 60; round++)
        {
            using var first = await ConnectAsync(Connect);
            await first.SendAsync(many);
            using var second = await ConnectAsync(Connect);
            await publisher.PublishAsync("stray", "x", qos: 1);
            await second.SendAsync((byte[])[0xC0, 0]);
            Assert.Equal([0xD0, 0], await ReadAsync(second, 2));
        }
    }

    [Fact]
    public async Task A_message_of_quality_2_that_is_sent_again_is_taken_once()
    {
        await using var listener = await PlainClient.ConnectAsync(_broker.Port);
        await listener.SubscribeAsync(("a", 2), ("end", 0));
        using var client = await ConnectAsync(Connect);
        byte[] publish = Packet(0x34, [0, 1, (byte)'a', 0, 7, 0, (byte)'x']);
        byte[] again = [0x3C, .. publish[1..]];
        foreach (var (packet, expected) in new (byte[], byte[])[] { (publish, [0x50, 2, 0, 7]), (again, [0x50, 2, 0, 7]), ([0x62, 2, 0, 7], [0x70, 2, 0, 7]), (publish, [0x50, 2, 0, 7]) })
        {
            await client.SendAsync(packet);
            Assert.Equal(expected, await ReadAsync(client, 4));
        }

        await client.SendAsync(Packet(0x30, [0, 3, .. "end"u8, 0, (byte)'e']));
        await listener.UntilAsync(3);
        Assert.Equal(["x", "x"], listener.Payloads.Where(payload => payload != "e"));
    }

    private static byte[] Packet(byte first, byte[] body) => [first, (byte)(body.Length < 128 ? body.Length : (body.Length & 0x7F) | 0x80), .. body.Length < 128 ? [] : (byte[])[(byte)(body.Length >> 7)], .. body];

    private static async Task<byte[]> ReadAsync(Socket client, int count)
    {
        var bytes = new byte[count];
        for (var read = 0; read < count;)
            read += await client.ReceiveAsync(bytes.AsMemory(read)).AsTask().WaitAsync(Eventually.Patience) is > 0 and var more ? more : throw new EndOfStreamException();
        return bytes;
    }

    private static async Task<byte[]> ReadToTheEndAsync(Socket client)
    {
        var (all, buffer) = (new List<byte>(), new byte[256]);
        while (await client.ReceiveAsync(buffer.AsMemory()).AsTask().WaitAsync(Eventually.Patience) is > 0 and var count)
            all.AddRange(buffer.AsSpan(0, count));
        return [.. all];
    }

    private async Task<Socket> ConnectAsync(byte[] connect)
    {
        var client = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(IPAddress.Loopback, _broker.Port);
        await client.SendAsync(connect);
        var header = await ReadAsync(client, 2);
        Assert.Equal(0x20, header[0]);
        var answer = await ReadAsync(client, header[1]);
        Assert.Equal(0, answer[1]);
        return client;
    }

    private async Task AssertServesAsync()
    {
        await using var client = await PlainClient.ConnectAsync(_broker.Port);
        await client.SubscribeAsync(("works", 1));
        await client.PublishAsync("works", "x", qos: 1);
        await client.UntilAsync(1);
    }
}
