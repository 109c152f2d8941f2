using System.Diagnostics;
using System.Globalization;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.EndToEnd.Tests.Faults.Bench;
using OpcSpaces.EndToEnd.Tests.Faults.Verification;
using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;
using Xunit.Abstractions;

namespace OpcSpaces.EndToEnd.Tests.Faults.Crowd;

/// <summary>A whole city comes back at once.</summary>
[Collection(BusyCollections.Crowds)]
public sealed class ReturningCrowdTests(ITestOutputHelper output)
{
    private const int Gateways = 1_500;
    private const int Points = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData(BrokerKind.Embedded)]
    [InlineData(BrokerKind.Mosquitto)]
    public async Task Fifteen_hundred_gateways_return_at_once_after_the_broker_died_and_everything_they_made_is_committed(BrokerKind broker)
    {
        await using var bench = await FaultBench.StartAsync(broker);
        var options = new FleetOptions
        {
            DataDirectory = bench.Directory.File("fleet"),
            Broker = new MqttEndpointOptions { Port = bench.BrokerPort },
            Outbox = new OutboxConfig { SurvivesPowerLoss = false },
        };
        var load = new LoadGenerator(new LoadOptions { Gateways = Gateways, PointsPerGateway = Points, ReadingsPerSecondPerGateway = 0.1 }, options, TimeProvider.System);
        await using var fleet = new GatewayFleet(options, load.Configs, load.Boards, TimeProvider.System);
        var started = Stopwatch.GetTimestamp();
        await fleet.StartAsync(CancellationToken.None);
        // Each point tells a first free when its first hold-off has passed, and each zone how its sensors are.
        await UntilAsync(fleet, progress => progress is { Connected: Gateways, Backlog: 0, ReadingsMade: Gateways * (Points + 1) }, "all to be there for the first time");
        Say("came for the first time, all levelled", started);

        using var stop = new CancellationTokenSource();
        var generating = load.RunAsync(stop.Token);
        bench.Broker.Kill();
        await UntilAsync(fleet, progress => progress.Connected == 0, "all to be away");
        await UntilAsync(fleet, progress => progress.Backlog >= Gateways / 2, "a backlog");

        var away = fleet.Progress;
        started = Stopwatch.GetTimestamp();
        await bench.Broker.RestartAsync();
        await UntilAsync(fleet, progress => progress.Connected == Gateways, "all to be back");
        Say(string.Create(CultureInfo.InvariantCulture, $"were back with a backlog of {away.Backlog:N0} batches"), started);
        await stop.CancelAsync();
        await generating;
        var expected = (Gateways * (Points + 1)) + load.ReadingsTriggered;
        await UntilAsync(fleet, progress => progress.ReadingsMade == expected && progress is { Backlog: 0, ReadingsLost: 0 }, $"all {expected} readings to be committed");
        Say("had everything committed", started);
        await bench.UntilAsync(report => report.Lag("series") == 0, "the series to have everything");

        await fleet.StopAsync();
        await bench.StopAsync();
        using var journal = new JournalCopy(bench.JournalPath);
        var records = load.Configs.Select(config => new GatewayRecord(
            $"{config.Group}/{config.Gateway}", new OutboxCopy(Path.Combine(config.DataDirectory, "outbox.db")), Notes: [], Kills: int.MaxValue)).ToList();
        var report = LogVerification.Compare(journal, records);
        Difference.AssertNone(report.Differences);
        Assert.Equal(expected, report.Readings);
    }

    private static Task UntilAsync(GatewayFleet fleet, Func<FleetProgress, bool> condition, string what) =>
        Eventually.ThatAsync(() => condition(fleet.Progress), Patience, what, () => $"{fleet.Progress}");

    private void Say(string what, long since) =>
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Gateways:N0} gateways {what} after {Stopwatch.GetElapsedTime(since).TotalSeconds:0.0} s"));
}
