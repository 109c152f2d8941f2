using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OpcSpaces.Broker.Settings;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Broker;

/// <summary>
/// Kestrel with one listener that speaks no HTTP. It has a host of its own, so that it goes on while the web server of the process
/// stops, and ends after whoever needs it.
/// </summary>
internal static class ListenerHost
{
    /// <param name="options">Where to listen, and how many clients.</param>
    /// <param name="beforeConnect">Connections that have not sent CONNECT yet, on top of the clients.</param>
    /// <param name="handshakes">Notices clients that TLS refuses.</param>
    /// <param name="onConnected">Serves one connection.</param>
    /// <param name="loggers">Those of the host around.</param>
    public static WebApplication Build(BrokerOptions options, int beforeConnect, TlsHandshakes handshakes, Func<ConnectionContext, Task> onConnected, ILoggerFactory loggers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<ILoggerFactory>(new Loggers(loggers));
        builder.Services.AddSingleton<IHostLifetime>(new Lifetime());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxConcurrentConnections = options.MaxConnections + beforeConnect;
            kestrel.Listen(IPAddress.Parse(options.Listen), options.Port, listen =>
            {
                listen.Protocols = HttpProtocols.None;
                if (options.Tls is { } tls)
                {
                    listen.Use(next => connection => handshakes.WatchAsync(connection, next));
                    listen.UseHttps(https => Secure(https, tls, options.HandshakeSeconds));
                    listen.Use(next => connection => TlsHandshakes.DoneAsync(connection, next));
                }

                listen.Run(onConnected);
            });
        });
        return builder.Build();
    }

    private static void Secure(HttpsConnectionAdapterOptions https, BrokerTlsOptions tls, int handshakeSeconds)
    {
        https.HandshakeTimeout = TimeSpan.FromSeconds(handshakeSeconds);
        https.ServerCertificate = X509Certificate2.CreateFromPemFile(tls.CertificateFile, tls.KeyFile);
        if (tls.ClientCaFile is null)
            return;
        var authorities = PemAuthorities.Read(tls.ClientCaFile);
        https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
        https.ClientCertificateValidation = (certificate, chain, _) => IsSignedBy(authorities, certificate, chain);
    }

    private static bool IsSignedBy(X509Certificate2Collection authorities, X509Certificate2 certificate, X509Chain? chain)
    {
        if (chain is null)
            return false;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Clear();
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    /// <summary>Leaves the signals of the process to the host around it.</summary>
    private sealed class Lifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>Without the line that names the listener as an HTTP address.</summary>
    private sealed class Loggers(ILoggerFactory loggers) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) =>
            categoryName == "Microsoft.Hosting.Lifetime" ? NullLogger.Instance : loggers.CreateLogger(categoryName);

        public void AddProvider(ILoggerProvider provider) => loggers.AddProvider(provider);

        public void Dispose()
        {
            // They belong to the host around.
        }
    }
}
