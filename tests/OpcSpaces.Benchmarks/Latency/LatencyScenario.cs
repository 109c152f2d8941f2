using OpcSpaces.Benchmarks.Load;
using OpcSpaces.Testing;

namespace OpcSpaces.Benchmarks.Latency;

/// <summary>
/// The time from a pin change at one of 1,500 real gateways to the event at an HTTP client of the live stream, while the whole city
/// makes at least 1,400 readings a second; see <see cref="LatencyTrial"/>.
/// </summary>
internal sealed class LatencyScenario(RunLength length, BrokerChoice broker) : IScenario
{
    private const int Gateways = 1_500;
    private const int DefaultSeconds = 20;
    private const int DefaultRounds = 3;

    public string Name => "latency";

    public string Measures => "Milliseconds from a pin change to the event at an HTTP client, with 1,500 gateways.";

    public async Task<IReadOnlyDictionary<string, double>> RunAsync(TextWriter log, CancellationToken stop)
    {
        using var directory = new TemporaryDirectory("latency");
        await using var trial = await LatencyTrial.StartAsync(directory, broker.Kind, Gateways, log);
        var rounds = new Rounds();
        for (var round = 1; round <= (length.Rounds ?? DefaultRounds); round++)
            await trial.MeasureAsync(rounds, "", length.Seconds ?? DefaultSeconds, log);
        return rounds.Medians();
    }
}
