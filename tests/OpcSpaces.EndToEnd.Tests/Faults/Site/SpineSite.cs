using System.Globalization;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Faults.Site;

/// <summary>The real cloud with either broker, as processes, and a place for what they keep. Who derives from it adds the gateways.</summary>
internal abstract class SpineSite(string name) : IAsyncDisposable
{
    private MosquittoBroker? _mosquitto;
    private CloudServer? _cloud;

    public TemporaryDirectory Directory { get; } = new(name);

    /// <summary>The server that is the broker: Mosquitto, or the cloud that has the embedded one.</summary>
    public RestartableServer Broker => _mosquitto ?? (RestartableServer)Cloud;

    /// <summary>Where gateways connect, on loopback.</summary>
    public int BrokerPort => _mosquitto?.Port ?? Cloud.BrokerPort;

    public CloudServer Cloud => _cloud ?? throw new InvalidOperationException("The site was never started.");

    public string JournalPath => Path.Combine(Cloud.DataDirectory, "journal.db");

    public Task<CloudReport> ReportAsync() => CloudReport.ReadAsync(Cloud.Client);

    public async Task UntilAsync(Func<CloudReport, bool> condition, string what)
    {
        CloudReport? last = null;
        await Eventually.ThatAsync(async () => condition(last = await ReportAsync()), Eventually.Patience, what, () => $"{last}");
    }

    /// <summary>Ends gateways and then the cloud as an operator would; their files can be read afterwards.</summary>
    public async Task StopAsync()
    {
        await StopGatewaysAsync();
        Assert.Equal(0, await Cloud.StopAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await DisposeGatewaysAsync();
        if (_cloud is not null) await _cloud.DisposeAsync();
        if (_mosquitto is not null) await _mosquitto.DisposeAsync();
        Directory.Dispose();
    }

    /// <summary>Starts broker and cloud and waits for them; disposes the site when one does not come.</summary>
    /// <param name="broker">Which broker.</param>
    /// <param name="dataDirectory">The cloud's; null for one of the site's own.</param>
    /// <param name="cloudPort">Where the cloud finds Mosquitto, given Mosquitto's port; null for Mosquitto itself.</param>
    /// <param name="cloudArguments">Further options of the cloud.</param>
    protected async Task OpenAsync(BrokerKind broker, string? dataDirectory, Func<int, int>? cloudPort, IEnumerable<string> cloudArguments)
    {
        try
        {
            if (broker == BrokerKind.Mosquitto) _mosquitto = await MosquittoBroker.StartAsync();
            var address = _mosquitto is null ? null : string.Create(CultureInfo.InvariantCulture, $"{_mosquitto.Host}:{cloudPort?.Invoke(_mosquitto.Port) ?? _mosquitto.Port}");
            _cloud = await CloudServer.StartAsync(dataDirectory ?? Path.GetDirectoryName(Directory.File("cloud", "any"))!, address, cloudArguments);
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>As an operator would; what was sensed is on disk then.</summary>
    protected abstract Task StopGatewaysAsync();

    /// <summary>Also when not all of them came about.</summary>
    protected abstract Task DisposeGatewaysAsync();
}
