using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Tests.Fleet;

public class LoadGeneratorTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    private static readonly LoadOptions TwoPoints = new() { Gateways = 1, PointsPerGateway = 2, ReadingsPerSecondPerGateway = 3 };
    private static readonly FleetOptions Fleet = new() { DataDirectory = "" };

    [Fact]
    public async Task Points_take_turns_at_the_configured_rate()
    {
        var time = new VirtualTime(Start);
        var load = new LoadGenerator(TwoPoints, Fleet, time);
        var seconds = Watch(load);

        await RunAsync(load, () => time.AdvanceTo(Start.AddSeconds(4)));

        Assert.Equal(12, load.ReadingsTriggered);
        Assert.Equal([(1, 0.67), (2, 1.34), (1, 2), (2, 2.67), (1, 3.34), (2, 4)], seconds.Select(rise => (rise.Pin, Math.Round(rise.Second, 2))));
    }

    [Fact]
    public async Task After_a_delay_no_point_is_triggered_again_before_its_last_stay_has_ended()
    {
        var time = new StallingTime(new VirtualTime(Start));
        var load = new LoadGenerator(TwoPoints, Fleet, time);
        var seconds = Watch(load);

        await RunAsync(load, () =>
        {
            time.StallFor(TimeSpan.FromMinutes(1));
            time.Virtual.AdvanceTo(Start.AddSeconds(10));
        });

        Assert.Equal(16, seconds.Count);
        Assert.All(seconds.GroupBy(rise => rise.Pin), rises =>
            Assert.All(rises.Zip(rises.Skip(1)), pair => Assert.True(pair.Second.Second - pair.First.Second >= LoadOptions.Rest.TotalSeconds, $"{pair}")));
    }

    [Fact]
    public void A_load_that_its_points_cannot_make_is_refused_with_every_reason()
    {
        var options = new LoadOptions { Gateways = 0, PointsPerGateway = 10, PointsPerBatch = 11, ReadingsPerSecondPerGateway = 1_000 };
        Assert.Equal(3, options.Faults().Count);
        Assert.Single(new LoadOptions { PointsPerBatch = 0 }.Faults());
        Assert.Empty(new LoadOptions().Faults());
    }

    private static List<(int Pin, double Second)> Watch(LoadGenerator load)
    {
        var seconds = new List<(int, double)>();
        foreach (var pin in load.Boards.Values.Single().Pins)
        {
            pin.Watch(change =>
            {
                if (change.High)
                    seconds.Add((pin.Number, (change.At - Start).TotalSeconds));
            });
        }
        return seconds;
    }

    private static async Task RunAsync(LoadGenerator load, Action live)
    {
        using var stop = new CancellationTokenSource();
        var generating = load.RunAsync(stop.Token);
        live();
        await stop.CancelAsync();
        await generating;
    }
}
