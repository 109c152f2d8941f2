using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Scripts;

namespace OpcSpaces.FirmwareSim.Tests.Faults;

/// <summary>What happens without a fault of any sensor.</summary>
public class HappeningTests
{
    [Fact]
    public void Something_that_is_left_on_adds_its_power_to_the_meter_and_to_nothing_else()
    {
        var meter = Office.Sensor("meter/1", SensorType.PulseMeter);
        var entry = new ScriptEntry { Kind = ScriptKind.LeftOn, Zone = Office.Zone, Point = "meter/1", From = Office.Local(25), To = Office.Local(27), Watts = 3_000 };

        var (usual, run) = (Office.Live(24, 29), Office.Live(24, 29, entry));

        // 6 kWh more in two hours, and as much as usual before and after.
        Assert.InRange(Pulses(run, 25, 27) - Pulses(usual, 25, 27), (6 * meter.PulsesPerKilowattHour) - 2, (6 * meter.PulsesPerKilowattHour) + 2);
        Assert.Equal(Office.Edges(usual, meter, 24, 25), Office.Edges(run, meter, 24, 25));
        Assert.InRange(Pulses(run, 27, 29) - Pulses(usual, 27, 29), -1, 1);
        Assert.Equal(usual.Changes.Where(change => change.Point != meter), run.Changes.Where(change => change.Point != meter));
        Assert.Equal([$"2026-03-02T17:00Z,2026-03-02T19:00Z,{Office.Zone},meter/1,fault,leftOn"], Office.TruthOf(run));

        int Pulses(SignalRun of, double from, double to) => Office.Edges(of, meter, from, to).Count(edge => edge.High);
    }

    [Fact]
    public void A_simulation_that_begins_while_something_is_left_on_has_its_power()
    {
        var meter = Office.Sensor("meter/1", SensorType.PulseMeter);
        var entry = new ScriptEntry { Kind = ScriptKind.LeftOn, Zone = Office.Zone, Point = "meter/1", From = Office.Local(20), To = Office.Local(27), Watts = 3_000 };
        var more = Office.Edges(Office.Live(25, 26, entry), meter, 25, 26).Count - Office.Edges(Office.Live(25, 26), meter, 25, 26).Count;
        Assert.InRange(more / 2, (3 * meter.PulsesPerKilowattHour) - 2, (3 * meter.PulsesPerKilowattHour) + 2);
    }

    [Fact]
    public async Task A_crowd_is_counted_while_it_is_there()
    {
        var room = Office.Plan.Gateways.SelectMany(gateway => gateway.Points).First(point => point.Kind == SensorType.LightBarriers);
        var entry = new ScriptEntry { Kind = ScriptKind.Crowd, Zone = room.ZoneId, Point = room.PointId, From = Office.Local(27), To = Office.Local(28), People = 3 };
        await using var office = await OfficeFleet.StartAsync(26, entry);
        await office.RunToAsync(29.5);
        await office.CommittedAsync();

        var counts = office.Host.Readings.Where(reading => reading.Zone == room.ZoneId && reading.Metric == $"{room.PointId}/count" && reading.At >= Office.At(27)).OrderBy(reading => reading.At).ToList();
        Assert.Equal([1, 2, 3, 2, 1, 0], counts.Select(reading => (int)reading.Value!));
        Assert.All(counts.Take(3), reading => Assert.True(reading.At < Office.At(27).AddMinutes(1), $"{reading}"));
        Assert.All(counts.Skip(3), reading => Assert.InRange(reading.At, Office.At(28), Office.At(28).AddMinutes(1)));
    }
}
