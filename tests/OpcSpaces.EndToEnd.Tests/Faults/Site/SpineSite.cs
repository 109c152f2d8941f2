using System.Globalization;
using OpcSpaces.Testing;

namespace OpcSpaces.EndToEnd.Tests.Faults.Site;

/// <summary>A real broker and the real cloud, each a process of its own, and a place for what they keep. Who derives from it adds the gateways.</summary>
internal abstract class SpineSite(string name) : IAsyncDisposable
{
    private MosquittoBroker? _broker;
    private CloudServer? _cloud;

    public TemporaryDirectory Directory { get; } = new(name);

    public MosquittoBroker Broker => _broker ?? throw new InvalidOperationException("The site was never started.");

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
        if (_broker is not null) await _broker.DisposeAsync();
        Directory.Dispose();
    }

    /// <summary>Starts broker and cloud and waits for them; disposes the site when one does not come.</summary>
    /// <param name="dataDirectory">The cloud's; null for one of the site's own.</param>
    /// <param name="cloudPort">Where the cloud finds the broker, given the broker's port; null for the broker itself.</param>
    /// <param name="cloudArguments">Further options of the cloud.</param>
    protected async Task OpenAsync(string? dataDirectory, Func<int, int>? cloudPort, IEnumerable<string> cloudArguments)
    {
        try
        {
            _broker = await MosquittoBroker.StartAsync();
            var port = cloudPort?.Invoke(_broker.Port) ?? _broker.Port;
            _cloud = await CloudServer.StartAsync(
                dataDirectory ?? Path.GetDirectoryName(Directory.File("cloud", "any"))!, string.Create(CultureInfo.InvariantCulture, $"{_broker.Host}:{port}"), cloudArguments);
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
