using System.Net;
using System.Net.Sockets;

namespace OpcSpaces.Wire.Tests.Mqtt;

/// <summary>A peer that accepts one MQTT 5 session and then sends the bytes that a test tells it to.</summary>
internal sealed class ScriptedBroker : IAsyncDisposable
{
    private static readonly byte[] ConnAck = [0x20, 0x03, 0x00, 0x00, 0x00];
    private static readonly byte[] ConnAckWithKeepAlive = [0x20, 0x06, 0x00, 0x00, 0x03, 0x13, 0x00];
    private static readonly byte[] PingReq = [0xc0, 0x00];
    private static readonly byte[] PingResp = [0xd0, 0x00];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private Socket? _client;

    public ScriptedBroker() => _listener.Start();

    public int Port => _listener.Port();

    /// <summary>Accepts, and sets a keep-alive in place of the client's where one is given.</summary>
    public async Task AcceptAsync(byte? keepAliveSeconds = null)
    {
        _client = await _listener.AcceptSocketAsync();
        await _client.ReceiveAsync(new byte[4096]);
        await SendAsync(keepAliveSeconds is { } seconds ? [.. ConnAckWithKeepAlive, seconds] : ConnAck);
    }

    /// <summary>Accepts with properties of CONNACK (MQTT 5 §3.2.2.3), such as 0x25 0x00 for "no retained messages".</summary>
    public async Task AcceptAsync(byte[] properties)
    {
        _client = await _listener.AcceptSocketAsync();
        await _client.ReceiveAsync(new byte[4096]);
        await SendAsync([0x20, (byte)(3 + properties.Length), 0x00, 0x00, (byte)properties.Length, .. properties]);
    }

    public Task<int> SendAsync(byte[] bytes) => _client!.SendAsync(bytes);

    /// <summary>Answers a number of pings of a client that sends nothing else.</summary>
    public async Task AnswerPingsAsync(int count)
    {
        var packet = new byte[PingReq.Length];
        for (var i = 0; i < count; i++)
        {
            for (var read = 0; read < packet.Length;)
                read += await _client!.ReceiveAsync(packet.AsMemory(read)) is > 0 and var more ? more : throw new EndOfStreamException();
            Assert.Equal(PingReq, packet);
            await SendAsync(PingResp);
        }
    }

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _listener.Dispose();
        return ValueTask.CompletedTask;
    }
}
