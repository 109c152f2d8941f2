using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;

namespace OpcSpaces.Wire.Tests.Mqtt;

/// <summary>A broker that asks for certificates and takes their common name for the user name.</summary>
public sealed class TlsTests : MqttContract, IDisposable
{
    private readonly TestAuthority _authority = new();
    private readonly (string CertificateFile, string KeyFile) _server;

    public TlsTests()
        : base(MosquittoContractBroker.StartAsync) => _server = _authority.Issue("broker", "127.0.0.1", "localhost");

    public void Dispose() => _authority.Dispose();

    [Fact]
    public async Task A_gateway_with_a_certificate_may_use_its_own_topics()
    {
        foreach (var host in new[] { "127.0.0.1", "localhost" })
        {
            await using var connection = await Connector("gateway-7", host).ConnectAsync(Session(), new RecordingHandler());
            await connection.PublishAsync("own/gateway-7/a", "x"u8.ToArray(), MqttQos.AtLeastOnce, retain: false);
            await Assert.ThrowsAsync<MqttPublishRefusedException>(
                async () => await connection.PublishAsync("own/gateway-8/a", "x"u8.ToArray(), MqttQos.AtLeastOnce, retain: false));
        }
    }

    [Fact]
    public async Task Thousands_of_messages_pass_both_ways_at_once()
    {
        var handler = new RecordingHandler();
        await using var connection = await Connector("gateway-7").ConnectAsync(Session(), handler);
        await connection.SubscribeAsync([new MqttSubscription("own/gateway-7/#", MqttQos.AtMostOnce)]);
        var payload = new byte[2500];
        for (var i = 0; i < 5000; i++)
        {
            BitConverter.TryWriteBytes(payload, i);
            await connection.PublishAsync("own/gateway-7/a", payload, MqttQos.AtMostOnce, retain: false);
        }

        await connection.PublishAsync("own/gateway-7/large", new byte[3 << 20], MqttQos.AtLeastOnce, retain: false);
        await ReceivedAsync(handler, 5001);
        Assert.Equal(Enumerable.Range(0, 5000), handler.Messages.Take(5000).Select(m => BitConverter.ToInt32(m.Payload)));
        await connection.DisconnectAsync(sendWill: false);
    }

    [Fact]
    public async Task A_will_is_sent_when_the_link_is_cut_and_not_when_it_is_left()
    {
        var handler = new RecordingHandler();
        await using var listener = await Connector("gateway-7").ConnectAsync(Session(), handler);
        await listener.SubscribeAsync([new MqttSubscription("own/gateway-7/will/#", MqttQos.AtMostOnce)]);
        foreach (var (topic, leave) in new[] { ("left", true), ("cut", false) })
        {
            var will = new MqttWill($"own/gateway-7/will/{topic}", default, MqttQos.AtLeastOnce, Retain: false);
            var connection = await Connector("gateway-7").ConnectAsync(Session(will), new RecordingHandler());
            if (leave)
                await connection.DisconnectAsync(sendWill: false);
            else
                await connection.DisposeAsync();
        }

        await ReceivedAsync(handler, 1);
        Assert.Equal("own/gateway-7/will/cut", handler.Messages.Single().Topic);
    }

    [Fact]
    public async Task A_broker_of_another_authority_is_not_trusted()
    {
        using var other = new TestAuthority();
        var failed = await FailsAsync(new MqttTlsOptions { CaFile = other.CaFile });
        Assert.Equal(MqttConnectFailure.Tls, failed.Failure);
        Assert.Contains("certificate", failed.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_certificate_for_another_host_is_not_accepted()
    {
        var files = _authority.Issue("elsewhere", "elsewhere.example");
        var failed = await FailsAtAsync(files, SslProtocols.Tls13);
        Assert.Equal(MqttConnectFailure.Tls, failed.Failure);
    }

    [Fact]
    public async Task A_peer_that_has_only_an_older_protocol_is_refused()
    {
        var failed = await FailsAtAsync(_server, SslProtocols.Tls12);
        Assert.Equal(MqttConnectFailure.Tls, failed.Failure);
    }

    [Fact]
    public async Task Without_a_certificate_of_our_own_there_is_no_session()
    {
        var failed = await FailsAsync(new MqttTlsOptions { CaFile = _authority.CaFile });
        Assert.Contains(failed.Failure, new[] { MqttConnectFailure.Tls, MqttConnectFailure.Unreachable });
    }

    [Fact]
    public async Task A_file_that_is_missing_is_named()
    {
        var failed = await FailsAsync(new MqttTlsOptions { CaFile = "/nowhere/ca.pem" });
        Assert.Equal(MqttConnectFailure.Tls, failed.Failure);
        Assert.Contains("/nowhere/ca.pem", failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handshake_that_hangs_is_given_up_after_the_timeout()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var failed = await FailsAsync(new MqttTlsOptions { CaFile = _authority.CaFile }, silent.Port(), timeoutSeconds: 1);
        Assert.Equal(MqttConnectFailure.Timeout, failed.Failure);
    }

    protected override Task<IContractBroker> StartBrokerAsync() => MosquittoContractBroker.StartAsync(new MosquittoOptions
    {
        Tls = new MosquittoTls(_authority.CaFile, _server.CertificateFile, _server.KeyFile, RequireCertificate: true),
        Acl = "pattern readwrite own/%u/#\n",
    });

    private IMqttConnector Connector(string commonName, string host = "127.0.0.1")
    {
        var files = _authority.Issue(commonName);
        return MqttConnector.Create(new MqttEndpointOptions
        {
            Host = host,
            Port = Broker.Port,
            Tls = new MqttTlsOptions { CaFile = _authority.CaFile, CertificateFile = files.CertificateFile, KeyFile = files.KeyFile },
        });
    }

    private Task<MqttConnectException> FailsAsync(MqttTlsOptions tls, int? port = null, int? timeoutSeconds = null)
    {
        var connector = MqttConnector.Create(new MqttEndpointOptions { Port = port ?? Broker.Port, Tls = tls });
        return Assert.ThrowsAsync<MqttConnectException>(
            () => connector.ConnectAsync(Session() with { ConnectTimeoutSeconds = timeoutSeconds ?? (int)Soon.TotalSeconds }, new RecordingHandler()));
    }

    /// <summary>Connects to a peer that only does the server's side of TLS, with one certificate and one protocol.</summary>
    private async Task<MqttConnectException> FailsAtAsync((string CertificateFile, string KeyFile) files, SslProtocols protocol)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var certificate = X509Certificate2.CreateFromPemFile(files.CertificateFile, files.KeyFile);
        var serving = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            await using var tls = new SslStream(client.GetStream());
            try
            {
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate, EnabledSslProtocols = protocol });
                await tls.ReadExactlyAsync(new byte[1]);
            }
            catch (Exception e) when (e is IOException or AuthenticationException)
            {
                // Expected.
            }
        });
        var failed = await FailsAsync(new MqttTlsOptions { CaFile = _authority.CaFile }, listener.Port());
        await serving.WaitAsync(Soon);
        return failed;
    }
}
