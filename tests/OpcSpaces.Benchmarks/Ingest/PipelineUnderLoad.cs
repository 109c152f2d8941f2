using System.Diagnostics;
using OpcSpaces.Benchmarks.Load;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Ingest;

/// <summary>Broker, cloud and gateways as real processes, with one series store. Measures the throughput and its cost.</summary>
internal sealed class PipelineUnderLoad : IAsyncDisposable
{
    public const int Gateways = 8;

    private readonly TemporaryDirectory _directory;
    private readonly MosquittoBroker _broker;
    private readonly CloudServer _cloud;
    private readonly AgentsProcess _agents;
    private double _made;

    private PipelineUnderLoad(TemporaryDirectory directory, MosquittoBroker broker, CloudServer cloud, AgentsProcess agents) =>
        (_directory, _broker, _cloud, _agents) = (directory, broker, cloud, agents);

    /// <param name="influx">The series store; null for the embedded one.</param>
    public static async Task<PipelineUnderLoad> StartAsync(InfluxServer? influx)
    {
        var directory = new TemporaryDirectory("ingest");
        var broker = await MosquittoBroker.StartAsync();
        var store = influx is null ? Array.Empty<string>() : ["--influx", influx.Url.ToString()];
        var cloud = await CloudServer.StartAsync(directory.File("cloud"), $"{broker.Host}:{broker.Port}", store);
        var agents = AgentsProcess.Start(directory.File("gateways"), broker.Port, Gateways);
        await agents.AskAsync("start");
        return new PipelineUnderLoad(directory, broker, cloud, agents);
    }

    /// <summary>Sends readings and waits until the last one is in the store.</summary>
    public async Task<PipelineCost> RunAsync(int readings, int perBatch)
    {
        var (agents, cloud, started) = (_agents.CpuTime, _cloud.Process.CpuTime, Stopwatch.GetTimestamp());
        var answer = await _agents.AskAsync("append", readings, perBatch);
        await CloudProbe.WaitUntilSeriesIsLevelAsync(_cloud);
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var (made, goBacks) = (answer[0] - _made, answer[2]);
        _made = answer[0];
        return new PipelineCost(
            made / seconds,
            (_agents.CpuTime - agents).TotalSeconds / made * 1e6,
            (_cloud.Process.CpuTime - cloud).TotalSeconds / made * 1e6,
            goBacks);
    }

    public Task<long> TroubleAsync() => CloudProbe.TroubleAsync(_cloud);

    public async ValueTask DisposeAsync()
    {
        await _agents.DisposeAsync();
        await _cloud.DisposeAsync();
        await _broker.DisposeAsync();
        _directory.Dispose();
    }
}
