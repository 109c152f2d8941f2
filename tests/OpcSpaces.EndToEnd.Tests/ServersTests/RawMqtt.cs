using System.Net.Sockets;

namespace OpcSpaces.EndToEnd.Tests.ServersTests;

/// <summary>Just enough MQTT 3.1.1 to ask a broker for a CONNACK, without any client library.</summary>
internal static class RawMqtt
{
    /// <summary>The return code of the CONNACK (MQTT 3.1.1 §3.2.2.3); 0 is accepted.</summary>
    internal static async Task<byte> ConnectAsync(int port, string? user = null, string? password = null, CancellationToken cancellation = default)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port, cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(ConnectPacket(user, password), cancellation);
        var answer = new byte[4];
        await stream.ReadExactlyAsync(answer, cancellation);
        Assert.Equal(0x20, answer[0]);
        return answer[3];
    }

    private static byte[] ConnectPacket(string? user, string? password)
    {
        var flags = (byte)(0x02 | (user is null ? 0 : 0x80) | (password is null ? 0 : 0x40));
        byte[] rest =
        [
            .. Text("MQTT"), 4, flags, 0, 60, .. Text("self-test"),
            .. user is null ? [] : Text(user), .. password is null ? [] : Text(password),
        ];
        return [0x10, (byte)rest.Length, .. rest];
    }

    private static byte[] Text(string text) => [0, (byte)text.Length, .. System.Text.Encoding.ASCII.GetBytes(text)];
}
