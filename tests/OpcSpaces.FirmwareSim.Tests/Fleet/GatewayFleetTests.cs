using OpcSpaces.CommunityFolders;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.FirmwareSim.Live;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.Model.Registry.Facts;
using OpcSpaces.Testing;
using OpcSpaces.Wire.Mqtt;

namespace OpcSpaces.FirmwareSim.Tests.Fleet;

public class GatewayFleetTests
{
    private static readonly TimeSpan Patience = Eventually.Patience;

    [Fact]
    public async Task A_simulated_building_reaches_a_host_through_a_real_broker_with_everybody_at_their_desks()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        await using var host = await CollectingHost.StartAsync(broker);
        using var data = new TemporaryDirectory();
        var options = new SimulationOptions
        {
            Building = BuildingGenerator.Generate(new BuildingOptions { Desks = 120, Gateways = 6, Seed = 5 }),
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
        var points = CommunityFolder.Read(data.File(Simulation.CommunityFolderName)).Rows.OfType<Point>().ToLookup(point => point.Zone, point => $"{point.Id}/");
        Assert.All(host.OfPoints, reading => Assert.Contains(points[reading.Zone], point => reading.Metric.StartsWith(point, StringComparison.Ordinal)));
        Assert.Contains(host.Readings, reading => reading.Metric == "meter/1/power" && reading.Value > 50);
        Assert.All(host.Readings, reading => Assert.InRange(reading.At, simulation.Start.Instant.AddMilliseconds(-1), TimeProvider.System.GetUtcNow().AddSeconds(1)));
    }

    [Fact]
    public async Task A_restarted_simulation_continues_after_the_time_that_it_has_reached()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        using var data = new TemporaryDirectory();
        var options = new SimulationOptions { Building = BuildingGenerator.Generate(new BuildingOptions { Desks = 20, Gateways = 1 }), Fleet = Options(broker, data) with { PrimaryHost = "" } };
        DateTimeOffset through;
        await using (var first = new Simulation(options, TimeProvider.System))
        {
            await RunUntilAsync(first, () => first.Now > TimeProvider.System.GetUtcNow().AddSeconds(-2));
            through = first.Now;
        }

        await using var second = new Simulation(options, TimeProvider.System);

        var start = second.Now;
        Assert.True(start > through, $"{start} is not behind {through}");
        await RunUntilAsync(second, () => second.Now > start);
    }

    [Fact]
    public async Task A_fleet_fails_when_one_of_its_gateways_cannot_open_its_outbox()
    {
        await using var broker = await MosquittoBroker.StartAsync();
        using var data = new TemporaryDirectory();
        var load = new LoadGenerator(new LoadOptions { Gateways = 2, PointsPerGateway = 2 }, Options(broker, data), TimeProvider.System);
        // A file in place of the directory of the second gateway.
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
        var time = new VirtualTime(TimeProvider.System.GetUtcNow().AddMinutes(-5));
        var load = new LoadGenerator(
            new LoadOptions { Gateways = 20, PointsPerGateway = 12, ReadingsPerSecondPerGateway = 12, PointsPerBatch = 3 }, options, time);
        await using var fleet = new GatewayFleet(options, load.Configs, load.Boards, time);
        await fleet.StartAsync(CancellationToken.None);
        // Before the first hold-off has passed, a point is unknown and tells a first free.
        time.AdvanceTo(time.GetUtcNow().AddSeconds(LoadOptions.HoldOffSeconds));
        await Eventually.EqualAsync(20 * 12, () => host.Readings.Count, Patience, "every point is known to be free");

        using var stop = new CancellationTokenSource();
        var generating = load.RunAsync(stop.Token);
        time.AdvanceTo(time.GetUtcNow().AddSeconds(6));
        await stop.CancelAsync();
        await generating;
        time.AdvanceTo(time.GetUtcNow().AddSeconds(LoadOptions.HoldOffSeconds));

        // 240 readings a second in groups of three, each of which comes and goes.
        var expected = (20 * 12) + 1_440;
        Assert.Equal(1_440, load.ReadingsTriggered);
        await Eventually.EqualAsync(expected, () => host.Readings.Count, Patience, "every triggered reading arrived");
        await fleet.WaitUntilCommittedAsync(CancellationToken.None).WaitAsync(Patience);
        Assert.Equal((20, 20, expected, 0UL), (fleet.Progress.Gateways, fleet.Progress.Connected, fleet.Progress.ReadingsMade, fleet.Progress.Backlog));
        await fleet.StopAsync();
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
