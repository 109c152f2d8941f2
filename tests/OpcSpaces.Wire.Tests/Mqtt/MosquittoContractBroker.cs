using OpcSpaces.Testing;

namespace OpcSpaces.Wire.Tests.Mqtt;

/// <summary>Mosquitto, the broker that nobody here wrote.</summary>
internal sealed class MosquittoContractBroker(MosquittoBroker broker) : IContractBroker
{
    public int Port => broker.Port;

    public static Task<IContractBroker> StartAsync() => StartAsync(new MosquittoOptions());

    public static async Task<IContractBroker> StartAsync(MosquittoOptions options) => new MosquittoContractBroker(await MosquittoBroker.StartAsync(options));

    public Task StopAsync() => broker.StopAsync();

    public Task KillAsync()
    {
        broker.Kill();
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => broker.DisposeAsync();
}
