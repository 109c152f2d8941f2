using System.Net;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpcSpaces.Broker.Settings;

namespace OpcSpaces.Broker;

/// <summary>Runs the broker as long as its host. Added before whoever uses it, so that it stops after them.</summary>
internal sealed partial class BrokerService(EmbeddedBroker broker, BrokerOptions options, ILogger<BrokerService> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await broker.StartAsync(cancellationToken);
        LogListening(options.Listen, broker.Port);
        if (!IPAddress.IsLoopback(IPAddress.Parse(options.Listen)) && options.Tls?.ClientCaFile is null)
            LogOpen(options.Listen);
    }

    public Task StopAsync(CancellationToken cancellationToken) => broker.StopAsync(cancellationToken);

    [LoggerMessage(Level = LogLevel.Information, Message = "The embedded broker listens on {Address}, port {Port}")]
    private partial void LogListening(string address, int port);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Everybody who reaches {Address} may publish and subscribe to everything at the embedded broker. Set embeddedBroker.tls.clientCaFile, or listen on loopback")]
    private partial void LogOpen(string address);
}
