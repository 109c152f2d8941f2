using OpcSpaces.Broker.Settings;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Tests.Mqtt;

namespace OpcSpaces.Broker.Tests;

/// <summary>The embedded broker, in this process.</summary>
internal sealed class EmbeddedContractBroker(EmbeddedBroker broker) : IContractBroker
{
    public int Port => broker.Port;

    public static async Task<IContractBroker> StartAsync()
    {
        var broker = new EmbeddedBroker(new BrokerOptions { Port = FreePort.Next(), MaxQueuedBytes = 64 << 20, MaxFiltersPerClient = 10_000 }, TimeProvider.System);
        await broker.StartAsync();
        return new EmbeddedContractBroker(broker);
    }

    public Task StopAsync() => broker.StopAsync();

    public Task KillAsync() => broker.KillAsync();

    public ValueTask DisposeAsync() => broker.DisposeAsync();
}
