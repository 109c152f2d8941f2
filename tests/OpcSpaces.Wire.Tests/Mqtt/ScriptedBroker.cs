using System.Net;
using System.Net.Sockets;

namespace OpcSpaces.Wire.Tests.Mqtt;

/// <summary>A peer that accepts one MQTT 5 session and then says what a test tells it to, byte by byte.</summary>
internal sealed class ScriptedBroker : IAsyncDisposable
{
    private static readonly byte[] ConnAck = [0x20, 0x03, 0x00, 0x00, 0x00];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private Socket? _client;

    public ScriptedBroker() => _listener.Start();

    public int Port => _listener.Port();

    public async Task AcceptAsync()
    {
        _client = await _listener.AcceptSocketAsync();
        await _client.ReceiveAsync(new byte[4096]);
        await SendAsync(ConnAck);
    }

    public Task<int> SendAsync(byte[] bytes) => _client!.SendAsync(bytes);

    public ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _listener.Dispose();
        return ValueTask.CompletedTask;
    }
}
