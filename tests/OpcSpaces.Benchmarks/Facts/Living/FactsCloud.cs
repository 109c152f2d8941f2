using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpcSpaces.Broker;
using OpcSpaces.Broker.Settings;
using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.Ingest;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.Benchmarks.Facts.Living;

/// <summary>Broker and ingest as the cloud runs them, with the clock of a simulation. It writes <c>journal.db</c> into a directory.</summary>
internal sealed class FactsCloud : IAsyncDisposable
{
    private readonly IHost _host;

    private FactsCloud(IHost host, int port) => (_host, Port) = (host, port);

    /// <summary>Of the broker, on loopback.</summary>
    public int Port { get; }

    public IServiceProvider Services => _host.Services;

    /// <summary>Between ingest and the broker.</summary>
    public BrokerLink Link => Services.GetRequiredService<BrokerLink>();

    /// <param name="directory">Where everything is kept.</param>
    /// <param name="time">The clock.</param>
    /// <param name="stop">Ends the start.</param>
    /// <param name="more">Adds what more of the cloud is wanted; null for nothing.</param>
    public static async Task<FactsCloud> StartAsync(TemporaryDirectory directory, TimeProvider time, CancellationToken stop, Action<IServiceCollection>? more = null)
    {
        var port = FreePort.Next();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton(_ => new Journal(new JournalOptions { Path = directory.File("journal.db") }));
        builder.Services.AddSingleton(provider => new DeadLetterTable(
            new DeadLetterOptions { Path = directory.File("dead-letters.db") }, provider.GetRequiredService<ILogger<DeadLetterTable>>()));
        builder.Services.AddBroker(new BrokerOptions { Port = port });
        builder.Services.AddSingleton(provider => new BrokerLink(provider.GetRequiredService<EmbeddedBroker>().Connector));
        builder.Services.AddSingleton<IMqttConnector>(provider => provider.GetRequiredService<BrokerLink>());
        builder.Services.AddIngest(options =>
        {
            options.DataDirectory = directory.FullPath;
            (options.GatherMs, options.WatermarkIntervalMs) = (1, 2);
        });
        more?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync(stop);
        return new FactsCloud(host, port);
    }

    /// <summary>A change of the registry, as its service journals it.</summary>
    public void Change(JournalDraft version) => Services.GetRequiredService<Journal>().Append([version]);

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        if (_host is IAsyncDisposable host) await host.DisposeAsync();
        else _host.Dispose();
    }
}
