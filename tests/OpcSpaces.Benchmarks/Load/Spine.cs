using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Load;

/// <summary>The cloud and its broker, as real processes.</summary>
internal sealed class Spine : IAsyncDisposable
{
    private readonly MosquittoBroker? _mosquitto;

    private Spine(MosquittoBroker? mosquitto, CloudServer cloud) => (_mosquitto, Cloud) = (mosquitto, cloud);

    public CloudServer Cloud { get; }

    /// <summary>Where gateways connect, on loopback.</summary>
    public int BrokerPort => _mosquitto?.Port ?? Cloud.BrokerPort;

    /// <summary>CPU of a broker outside of the cloud; the embedded one is part of the cloud's.</summary>
    public TimeSpan BrokerCpu => _mosquitto?.Process.CpuTime ?? TimeSpan.Zero;

    /// <summary>Memory of a broker outside of the cloud.</summary>
    public long BrokerBytes => _mosquitto?.Process.ResidentBytes ?? 0;

    public static async Task<Spine> StartAsync(BrokerKind kind, string directory, params IEnumerable<string> cloudArguments)
    {
        if (kind == BrokerKind.Embedded)
            return new Spine(null, await CloudServer.StartAsync(directory, broker: null, cloudArguments));
        var mosquitto = await MosquittoBroker.StartAsync();
        return new Spine(mosquitto, await CloudServer.StartAsync(directory, $"{mosquitto.Host}:{mosquitto.Port}", cloudArguments));
    }

    public async ValueTask DisposeAsync()
    {
        await Cloud.DisposeAsync();
        if (_mosquitto is not null)
            await _mosquitto.DisposeAsync();
    }
}
