using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpcSpaces.Ingest.Status;
using OpcSpaces.Storage.DeadLetters;
using OpcSpaces.Storage.Journaling;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;
using OpcSpaces.Wire.Mqtt.Client;

namespace OpcSpaces.Ingest.Testing;

/// <summary>Ingest as the cloud runs it: hosted, on threads of its own, over a real broker.</summary>
internal sealed class RunningCloud : IAsyncDisposable
{
    private readonly IHost _host;

    private RunningCloud(IHost host) => _host = host;

    public Journal Journal => _host.Services.GetRequiredService<Journal>();

    public IngestHealth Health => _host.Services.GetRequiredService<IngestHealth>();

    public IngestStatus Status => _host.Services.GetRequiredService<IngestStatusSource>().Read();

    public IServiceProvider Services => _host.Services;

    /// <param name="brokerPort">On loopback.</param>
    /// <param name="directory">Takes all files but those of <paramref name="vfs"/>.</param>
    /// <param name="vfs">Where the journal is; null for the directory.</param>
    /// <param name="more">Adds further services, such as projections.</param>
    public static async Task<RunningCloud> StartAsync(
        int brokerPort, TemporaryDirectory directory, string? vfs = null, Action<IServiceCollection>? more = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSingleton(_ => new Journal(
            new JournalOptions { Path = vfs is null ? directory.File("journal.db") : "/journal.db", Vfs = vfs }));
        builder.Services.AddSingleton(provider => new DeadLetterTable(
            new DeadLetterOptions { Path = directory.File("dead-letters.db") }, provider.GetRequiredService<ILogger<DeadLetterTable>>()));
        more?.Invoke(builder.Services);
        builder.Services.AddSingleton(MqttConnector.Create(new MqttEndpointOptions { Port = brokerPort }));
        builder.Services.AddIngest(options =>
        {
            options.DataDirectory = directory.FullPath;
            options.FirstJournalPauseMs = 20;
            options.LongestJournalPauseMs = 200;
        });
        var host = builder.Build();
        await host.StartAsync();
        return new RunningCloud(host);
    }

    public async Task StopAsync() => await _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable host)
            await host.DisposeAsync();
        else
            _host.Dispose();
    }
}
