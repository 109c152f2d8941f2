using Microsoft.Extensions.Hosting;

namespace OpcSpaces.Broker;

/// <summary>Runs the broker as long as its host. Added before whoever uses it, so that it stops after them.</summary>
internal sealed class BrokerService(EmbeddedBroker broker) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => broker.StartAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => broker.StopAsync(cancellationToken);
}
