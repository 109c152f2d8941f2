using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;

namespace OpcSpaces.Cloud.Tests.Status;

/// <summary>The cloud with the broker inside it, as gateways and operators see it.</summary>
public sealed class EmbeddedBrokerTests : IDisposable
{
    private readonly TemporaryDirectory _data = new("embedded-broker");

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_gateway_finds_STATE_at_once_and_the_status_shows_its_connection()
    {
        await using var cloud = await CloudServer.StartAsync(_data.FullPath, broker: null);
        await Eventually.ThatAsync(async () => await cloud.Client.GetStringAsync("healthz") == "Listening\n", Eventually.Patience, "the cloud to listen", () => cloud.Log);
        var states = new States();
        await using var gateway = await MqttConnector.Create(new MqttEndpointOptions { Port = cloud.BrokerPort }).ConnectAsync(new MqttSessionOptions { ClientId = "gw" }, states);
        await gateway.SubscribeAsync([new("spBv1.0/STATE/opcspaces", MqttQos.AtLeastOnce)]);
        await Eventually.ThatAsync(() => states.Last.Contains("\"online\":true", StringComparison.Ordinal), Eventually.Patience, "STATE");

        using var status = JsonDocument.Parse(await cloud.Client.GetStringAsync("api/v1/status"));
        var broker = status.RootElement.GetProperty("broker");
        Assert.Equal((cloud.BrokerPort, 1, 1), (broker.GetProperty("port").GetInt32(), broker.GetProperty("connections").GetInt32(), broker.GetProperty("counts").GetProperty("Connected").GetInt32()));

        Assert.Equal(0, await cloud.StopAsync());
        Assert.Contains("\"online\":false", states.Last, StringComparison.Ordinal);
        Assert.Equal((byte?)0x8b, (await gateway.Closed).ReasonCode);
    }

    [Fact]
    public async Task An_address_that_others_reach_is_warned_of_when_no_certificates_are_asked_for()
    {
        await using (var open = await CloudServer.StartAsync(_data.FullPath, broker: null, "--broker-listen", "0.0.0.0"))
            Assert.Contains("Everybody who reaches 0.0.0.0 may publish", open.Log, StringComparison.Ordinal);
        await using var closed = await CloudServer.StartAsync(_data.FullPath, broker: null);
        Assert.DoesNotContain("Everybody who reaches", closed.Log, StringComparison.Ordinal);
        Assert.Contains($"listens on 127.0.0.1, port {closed.BrokerPort}", closed.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_system_gives_few_file_descriptors_clients_are_refused_and_the_cloud_goes_on()
    {
        var (port, brokerPort) = (FreePort.Next(), FreePort.Next());
        await using var process = ServerProcess.Start(
            "sh",
            [
                "-c", "ulimit -n 690; exec dotnet \"$@\"", "sh", ProductBinary.Find("cloud", "OpcSpaces.Cloud"),
                "--data", _data.FullPath, "--port", $"{port}", "--broker-port", $"{brokerPort}",
            ]);
        using var page = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = Eventually.Patience };
        await Eventually.ThatAsync(() => IsListeningAsync(page), Eventually.Patience, "the cloud to listen", () => process.Log);
        Assert.Contains("This process may open 690 files and sockets, which is enough for", process.Log, StringComparison.Ordinal);

        var clients = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 500; i++)
                clients.Add(await ConnectAsync(brokerPort, $"c{i}"));
            Assert.Equal("Listening\n", await page.GetStringAsync("healthz"));
        }
        finally
        {
            clients.ForEach(client => client.Dispose());
        }

        await Eventually.ThatAsync(() => TakesAsync(brokerPort), Eventually.Patience, "a client that is taken again", () => process.Log);
        Assert.False(process.HasExited);
    }

    private static async Task<bool> IsListeningAsync(HttpClient page)
    {
        try
        {
            return await page.GetStringAsync("healthz") == "Listening\n";
        }
        catch (HttpRequestException)
        {
            return false; // not yet
        }
    }

    private static async Task<TcpClient> ConnectAsync(int port, string id)
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        await client.GetStream().WriteAsync((byte[])[0x10, (byte)(13 + id.Length), 0, 4, .. "MQTT"u8, 5, 2, 0, 0, 0, 0, (byte)id.Length, .. Encoding.ASCII.GetBytes(id)]);
        return client;
    }

    private static async Task<bool> TakesAsync(int port)
    {
        using var client = await ConnectAsync(port, "again");
        var answer = new byte[4];
        try
        {
            return await client.GetStream().ReadAtLeastAsync(answer, 4, throwOnEndOfStream: false) == 4 && answer[0] == 0x20 && answer[3] == 0;
        }
        catch (IOException)
        {
            return false; // refused
        }
    }

    private sealed class States : IMqttMessageHandler
    {
        private volatile string _last = "";

        public string Last => _last;

        public ValueTask OnMessage(ReadOnlySpan<byte> topicUtf8, ReadOnlySpan<byte> payload, bool retained)
        {
            _last = Encoding.UTF8.GetString(payload);
            return ValueTask.CompletedTask;
        }
    }
}
