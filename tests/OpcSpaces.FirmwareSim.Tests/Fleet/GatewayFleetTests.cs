using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.FirmwareSim.Live;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.FirmwareSim.Tests.Fleet;

public class GatewayFleetTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_simulated_building_reaches_a_host_through_a_real_broker_with_everybody_at_their_desks()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var host = await CollectingHost.StartAsync(broker);
        using var data = new TemporaryDirectory();
        var options = new SimulationOptions
        {
            Building = new BuildingOptions { Desks = 120, Gateways = 6, Seed = 5 },
            Fleet = Options(broker, data),
            Start = "10:30",
        };
        using var stop = new CancellationTokenSource();
        await using var simulation = new Simulation(options, TimeProvider.System);

        var run = simulation.RunAsync(stop.Token);
        await Eventually.EqualAsync(6, () => host.Online, Patience, "all gateways were born");
        await Eventually.ThatAsync(
            () => Math.Abs(Occupied(host) - simulation.PeopleAtDesks) <= 12 && simulation.PeopleAtDesks > 40,
            Patience, "about as many desks are occupied as people are there", () => $"{Occupied(host)} desks, {simulation.PeopleAtDesks} people");
        await stop.CancelAsync();
        await run;

        await Eventually.EqualAsync(0, () => host.Online, Patience, "all gateways said goodbye");
        var community = CommunityFile.Read(await File.ReadAllBytesAsync(data.File("community.json")), "community.json");
        Assert.All(host.Readings, reading => Assert.Contains(community.Zones, zone =>
            zone.Id == reading.Zone && zone.Desks.Select(desk => desk.Id).Concat(zone.Meters.Select(meter => meter.Id)).Any(point => reading.Metric.StartsWith(point + "/", StringComparison.Ordinal))));
        Assert.Contains(host.Readings, reading => reading.Metric == "meter/1/power" && reading.Value > 50);
        Assert.All(host.Readings, reading => Assert.InRange(reading.At, simulation.Start.Instant.AddMilliseconds(-1), TimeProvider.System.GetUtcNow().AddSeconds(1)));
    }

    [Fact]
    public async Task A_restarted_simulation_goes_on_after_the_time_that_it_has_lived_already()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        using var data = new TemporaryDirectory();
        var options = new SimulationOptions { Building = new BuildingOptions { Desks = 20, Gateways = 1 }, Fleet = Options(broker, data) with { PrimaryHost = "" } };
        DateTimeOffset through;
        await using (var first = new Simulation(options, TimeProvider.System))
        {
            await RunUntilAsync(first, () => first.Now > TimeProvider.System.GetUtcNow().AddSeconds(-2));
            through = first.Now;
        }

        await using var second = new Simulation(options, TimeProvider.System);

        Assert.True(second.Now >= through, $"{second.Now} is before {through}");
        await RunUntilAsync(second, () => second.Now > through.AddMilliseconds(100));
    }

    [Fact]
    public async Task A_fleet_fails_when_one_of_its_gateways_cannot_open_its_outbox()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        using var data = new TemporaryDirectory();
        var load = new LoadGenerator(new LoadOptions { Gateways = 2, PointsPerGateway = 2 }, Options(broker, data), TimeProvider.System);
        // A file where the directory of the second gateway should be.
        await File.WriteAllTextAsync(data.File("gateways", "load-0002"), "");
        await using var fleet = new GatewayFleet(Options(broker, data), load.Configs, load.Boards, TimeProvider.System);

        await Assert.ThrowsAnyAsync<Exception>(() => fleet.StartAsync(CancellationToken.None).WaitAsync(Patience));
    }

    [Fact]
    public async Task A_load_makes_exactly_the_readings_that_it_triggered_and_no_stay_is_missed()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var host = await CollectingHost.StartAsync(broker);
        using var data = new TemporaryDirectory();
        var options = Options(broker, data);
        var load = new LoadGenerator(
            new LoadOptions { Gateways = 20, PointsPerGateway = 12, ReadingsPerSecondPerGateway = 12, PointsPerBatch = 3 }, options, TimeProvider.System);
        await using var fleet = new GatewayFleet(options, load.Configs, load.Boards, TimeProvider.System);
        await fleet.StartAsync(CancellationToken.None);
        // Before the first hold-off has passed, a point is unknown and tells a first free.
        await Eventually.ThatAsync(() => host.Readings.Count == 20 * 12, Patience, "every point is known to be free");

        using var stop = new CancellationTokenSource();
        var generating = load.RunAsync(stop.Token);
        await Eventually.ThatAsync(() => load.ReadingsTriggered >= 1_200, Patience, "two hundred batches were triggered");
        await stop.CancelAsync();
        await generating;

        var expected = (20 * 12) + load.ReadingsTriggered;
        await Eventually.EqualAsync(expected, () => host.Readings.Count, Patience, "every triggered reading arrived");
        await fleet.WaitUntilCommittedAsync(CancellationToken.None).WaitAsync(Patience);
        Assert.Equal((20, 20, expected, 0UL), (fleet.Progress.Gateways, fleet.Progress.Connected, fleet.Progress.ReadingsMade, fleet.Progress.Backlog));
        await fleet.StopAsync();
    }

    [Fact]
    public void A_load_that_its_points_cannot_make_is_refused_with_every_reason()
    {
        var options = new LoadOptions { Gateways = 0, PointsPerGateway = 10, PointsPerBatch = 11, ReadingsPerSecondPerGateway = 1_000 };
        Assert.Equal(3, options.Faults().Count);
        Assert.Empty(new LoadOptions().Faults());
    }

    private static async Task RunUntilAsync(Simulation simulation, Func<bool> condition)
    {
        using var stop = new CancellationTokenSource();
        var run = simulation.RunAsync(stop.Token);
        await Eventually.ThatAsync(condition, Patience, "the simulation came far enough");
        await stop.CancelAsync();
        await run;
    }

    private static FleetOptions Options(MosquittoBroker broker, TemporaryDirectory data) => new()
    {
        DataDirectory = data.FullPath,
        Broker = new MqttEndpointOptions { Host = broker.Host, Port = broker.Port },
    };

    private static int Occupied(CollectingHost host) => host.Readings
        .Where(reading => reading.Metric.EndsWith("/occupied", StringComparison.Ordinal))
        .GroupBy(reading => (reading.Zone, reading.Metric))
        .Count(point => point.Last().Value == 1);
}
