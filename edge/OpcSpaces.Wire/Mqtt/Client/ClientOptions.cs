using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace OpcSpaces.Wire.Mqtt.Client;

/// <summary>Turns our options into MQTTnet's. The client gets no keep-alive: <see cref="MqttLink"/> writes it into CONNECT, and <see cref="KeepAlive"/> sends the pings.</summary>
internal static class ClientOptions
{
    internal static MqttClientOptions Build(MqttEndpointOptions endpoint, MqttSessionOptions session, SocketProvider sockets)
    {
        EndPoint address = IPAddress.TryParse(endpoint.Host, out var ip) ? new IPEndPoint(ip, endpoint.Port) : new DnsEndPoint(endpoint.Host, endpoint.Port);
        var builder = new MqttClientOptionsBuilder()
            .WithEndPoint(address)
            .WithStreamProvider(sockets)
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithClientId(session.ClientId)
            .WithCleanStart()
            .WithSessionExpiryInterval(0)
            .WithNoKeepAlive()
            .WithReceiveMaximum(ushort.MaxValue)
            .WithMaximumPacketSize((uint)session.MaxIncomingBytes);
        if (endpoint.Username is not null)
            builder.WithCredentials(endpoint.Username, endpoint.ReadPassword() is { } password ? Encoding.UTF8.GetBytes(password) : null);
        if (session.Will is { } will)
        {
            builder.WithWillTopic(will.Topic)
                .WithWillPayload(will.Payload.ToArray())
                .WithWillQualityOfServiceLevel((MqttQualityOfServiceLevel)will.Qos)
                .WithWillRetain(will.Retain);
        }

        if (endpoint.Tls is { } tls)
            builder.WithTlsOptions(Tls(endpoint.Host, tls));
        return builder.Build();
    }

    private static MqttClientTlsOptions Tls(string host, MqttTlsOptions options)
    {
        try
        {
            var authorities = PemAuthorities.Read(options.CaFile);
            var builder = new MqttClientTlsOptionsBuilder()
                .UseTls()
                .WithTargetHost(host)
                .WithTrustChain(authorities)
                .WithRevocationMode(X509RevocationMode.NoCheck)
                .WithSslProtocols(options.AllowTls12 ? SslProtocols.Tls12 | SslProtocols.Tls13 : SslProtocols.Tls13);
            if (options.CertificateFile is not null)
                builder.WithClientCertificates([X509Certificate2.CreateFromPemFile(options.CertificateFile, options.KeyFile)]);
            return builder.Build();
        }
        catch (Exception e) when (e is CryptographicException or IOException or ArgumentException)
        {
            throw new MqttConnectException(MqttConnectFailure.Tls, null, $"TLS files cannot be used: {e.Message}", e);
        }
    }
}
