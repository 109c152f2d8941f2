using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpcSpaces.Broker.Settings;

namespace OpcSpaces.Broker;

/// <summary>Runs the broker as long as its host. Added before whoever uses it, so that it stops after them.</summary>
internal sealed partial class BrokerService(
    EmbeddedBroker broker, BrokerOptions options, DescriptorShares? shares, int wantedConnections, ILogger<BrokerService> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await broker.StartAsync(cancellationToken);
        LogListening(options.Listen, broker.Port, options.MaxConnections);
        if (options.MaxConnections < wantedConnections)
            LogFewDescriptors(shares!.Limit, options.MaxConnections, wantedConnections);
        if (!IPAddress.IsLoopback(IPAddress.Parse(options.Listen)) && options.Tls?.ClientCaFile is null)
            LogOpen(options.Listen);
    }

    public Task StopAsync(CancellationToken cancellationToken) => broker.StopAsync(cancellationToken);

    [LoggerMessage(Level = LogLevel.Information, Message = "The embedded broker listens on {Address}, port {Port}, for {Clients} clients at most")]
    private partial void LogListening(string address, int port, int clients);

    [LoggerMessage(Level = LogLevel.Warning, Message = "This process may open {Limit} files and sockets, which is enough for {Clients} clients of the embedded broker and not for {Wanted} (embeddedBroker.maxConnections). Raise the limit (ulimit -n, or LimitNOFILE= of systemd)")]
    private partial void LogFewDescriptors(int limit, int clients, int wanted);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Everybody who reaches {Address} may publish and subscribe to everything at the embedded broker. Set embeddedBroker.tls.clientCaFile, or listen on loopback")]
    private partial void LogOpen(string address);
}
