using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;
using OpcSpaces.Wire.Tests.EdgeNode;

namespace OpcSpaces.Wire.Tests.Host;

/// <summary>The bytes of the CONNECT that is really sent (MQTT 5 §3.1).</summary>
public sealed class ConnectPacketTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public ConnectPacketTests() => _listener.Start();

    [Fact]
    [Trait("tck", "tck-id-principles-persistence-clean-session-50")]
    public async Task The_edge_node_connects_with_clean_start_no_session_expiry_and_a_will_of_QoS_1()
    {
        await using var gateway = new GatewayUnderTest();
        gateway.Start(Connector());

        AssertClean(await ReadConnectAsync(), willRetain: false);
    }

    [Fact]
    [Trait("tck", "tck-id-message-flow-phid-sparkplug-clean-session-50")]
    public async Task The_host_connects_with_clean_start_no_session_expiry_and_a_retained_will_of_QoS_1()
    {
        await using var host = new HostUnderTest();
        host.Start(Connector());

        AssertClean(await ReadConnectAsync(), willRetain: true);
    }

    public void Dispose() => _listener.Dispose();

    private IMqttConnector Connector() =>
        MqttConnector.Create(new MqttEndpointOptions { Port = ((IPEndPoint)_listener.LocalEndpoint).Port });

    // Protocol name (2 + 4), level, flags, keep-alive in seconds (2), then the length of the properties and the properties.
    private static void AssertClean(byte[] connect, bool willRetain)
    {
        Assert.Equal("MQTT"u8.ToArray(), connect[2..6]);
        Assert.Equal(5, connect[6]);
        var flags = connect[7];
        Assert.True((flags & 0x02) != 0, "clean start");
        Assert.True((flags & 0x04) != 0, "will");
        Assert.Equal(1, (flags >> 3) & 3);
        Assert.Equal(willRetain, (flags & 0x20) != 0);
        Assert.Equal(15, BinaryPrimitives.ReadUInt16BigEndian(connect.AsSpan(8)));
        Assert.Equal(0u, SessionExpiry(connect.AsSpan(11, connect[10])));
    }

    private static uint SessionExpiry(ReadOnlySpan<byte> properties)
    {
        while (!properties.IsEmpty)
        {
            switch (properties[0])
            {
                case 0x11:
                    return BinaryPrimitives.ReadUInt32BigEndian(properties[1..]);
                case 0x21 or 0x22:
                    properties = properties[3..];
                    break;
                case 0x27:
                    properties = properties[5..];
                    break;
                case 0x17 or 0x19:
                    properties = properties[2..];
                    break;
                default:
                    throw new InvalidOperationException($"CONNECT property {properties[0]:x2} is not looked through here");
            }
        }

        return 0;
    }

    /// <summary>The CONNECT's variable header and payload.</summary>
    private async Task<byte[]> ReadConnectAsync()
    {
        using var timeout = new CancellationTokenSource(Eventually.Patience);
        using var client = await _listener.AcceptTcpClientAsync(timeout.Token);
        var stream = client.GetStream();
        var head = new byte[1];
        await stream.ReadExactlyAsync(head, timeout.Token);
        Assert.Equal(0x10, head[0]);
        var (length, shift) = (0, 0);
        do
        {
            await stream.ReadExactlyAsync(head, timeout.Token);
            length |= (head[0] & 0x7F) << shift;
            shift += 7;
        }
        while ((head[0] & 0x80) != 0);

        var body = new byte[length];
        await stream.ReadExactlyAsync(body, timeout.Token);
        return body;
    }
}
