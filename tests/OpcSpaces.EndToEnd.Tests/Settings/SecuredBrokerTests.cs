using System.Globalization;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Tests.Mqtt;

namespace OpcSpaces.EndToEnd.Tests.Settings;

/// <summary>A cloud that is configured by a settings file alone, and a broker that demands TLS, a client certificate or a user.</summary>
public sealed class SecuredBrokerTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("secured");
    private readonly TestAuthority _authority = new();
    private readonly int _port = FreePort.Next();

    public void Dispose()
    {
        _authority.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task The_cloud_listens_over_TLS_with_user_and_password()
    {
        await using var broker = await StartBrokerAsync(requireCertificate: false);
        await using var cloud = StartCloud($$"""{ "port": {{Text(broker.Port)}}, "username": "cloud", "passwordFile": "{{Password("right")}}", "tls": { "caFile": "{{_authority.CaFile}}" } }""");
        await Eventually.ThatAsync(async () => await HealthAsync() == "Listening", Eventually.Patience, "the condition of the cloud", () => cloud.Log);
    }

    [Fact]
    public async Task The_cloud_listens_over_TLS_with_a_client_certificate()
    {
        await using var broker = await StartBrokerAsync(requireCertificate: true);
        var (certificate, key) = _authority.Issue("cloud");
        await using var cloud = StartCloud($$"""{ "port": {{Text(broker.Port)}}, "tls": { "caFile": "{{_authority.CaFile}}", "certificateFile": "{{certificate}}", "keyFile": "{{key}}" } }""");
        await Eventually.ThatAsync(async () => await HealthAsync() == "Listening", Eventually.Patience, "the condition of the cloud", () => cloud.Log);
    }

    [Fact]
    public async Task A_wrong_password_leaves_the_broker_away()
    {
        await using var broker = await StartBrokerAsync(requireCertificate: false);
        await using var cloud = StartCloud($$"""{ "port": {{Text(broker.Port)}}, "username": "cloud", "passwordFile": "{{Password("wrong")}}", "tls": { "caFile": "{{_authority.CaFile}}" } }""");
        await Eventually.ThatAsync(async () => await HealthAsync() == "BrokerUnavailable", Eventually.Patience, "the condition of the cloud", () => cloud.Log);
        Assert.DoesNotContain("wrong\n", cloud.Log, StringComparison.Ordinal);
    }

    private Task<MosquittoBroker> StartBrokerAsync(bool requireCertificate)
    {
        var (certificate, key) = _authority.Issue("broker", "127.0.0.1");
        return MosquittoBroker.StartAsync(new MosquittoOptions
        {
            Tls = new MosquittoTls(_authority.CaFile, certificate, key, requireCertificate),
            Users = requireCertificate ? new Dictionary<string, string>() : new() { ["cloud"] = "right" },
        });
    }

    private ServerProcess StartCloud(string broker)
    {
        var file = _directory.File("cloud.jsonc");
        File.WriteAllText(file, $$"""{ "dataDirectory": "{{_directory.File("data")}}", "port": {{Text(_port)}}, "broker": {{broker}} }""");
        return ServerProcess.Start("dotnet", [ProductBinary.Find("cloud", "OpcSpaces.Cloud"), "--settings", file]);
    }

    private string Password(string password)
    {
        File.WriteAllText(_directory.File("password"), password + "\n");
        return _directory.File("password");
    }

    private async Task<string> HealthAsync()
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Text(_port)}/") };
        try
        {
            return (await client.GetStringAsync("healthz")).Split('\n')[0];
        }
        catch (HttpRequestException)
        {
            return "not started yet";
        }
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
