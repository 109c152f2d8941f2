using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.CardReaders;
using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.PowerMonitors;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Live;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Tests.Faults;

public class ChipFaultTests
{
    [Theory]
    [InlineData(ScriptKind.Silent)]
    [InlineData(ScriptKind.Unplugged)]
    public void A_silent_or_unplugged_chip_does_not_answer_until_the_fault_ends(ScriptKind kind)
    {
        Assert.Equal([true, false, false, true], Ask(kind, buses => buses.Open<IPowerMonitor>(Chip("desk/1", SensorType.PowerMonitor)).TryRead(out _)));
        Assert.Equal([true, false, false, true], Ask(kind, buses => buses.Open<IClimateSensor>(Chip("env/1", SensorType.Climate)).TryRead(out _)));
        Assert.Equal([true, false, false, true], Ask(kind, buses => buses.Open<ICardReader>(CardReader).TryRead(new byte[10], out _), "1F-M01"));
    }

    [Theory]
    [InlineData(ScriptKind.StuckOn, 120, 1_600, 4)]
    [InlineData(ScriptKind.StuckOff, 0, 420, 0)]
    public void A_stuck_chip_always_returns_the_same_value(ScriptKind kind, double watts, double ppm, int cardBytes)
    {
        Assert.Equal([watts, watts], Ask(kind, Watts)[1..3]);
        Assert.Equal([ppm, ppm], Ask(kind, Ppm)[1..3]);
        Assert.Equal([0, cardBytes, cardBytes, 0], Ask(kind, buses => buses.Open<ICardReader>(CardReader).TryRead(new byte[10], out var length) ? length : -1, "1F-M01"));
        Assert.DoesNotContain(watts, new[] { Ask(kind, Watts)[0], Ask(kind, Watts)[3] });
    }

    [Fact]
    public void A_noisy_chip_returns_wrong_values_and_the_same_ones_for_a_seed()
    {
        var (watts, ppm) = (Ask(ScriptKind.Noisy, Watts), Ask(ScriptKind.Noisy, Ppm));

        Assert.NotEqual(watts[1], watts[2]);
        Assert.Equal(watts, Ask(ScriptKind.Noisy, Watts));
        Assert.Equal(ppm, Ask(ScriptKind.Noisy, Ppm));
        Assert.All(new[] { watts[0], watts[3] }, sound => Assert.InRange(sound, 2, 700));
    }

    private static BusAddress CardReader => Chip("door/1", SensorType.CardReader, "1F-M01");

    private static double Watts(IBusController buses) => buses.Open<IPowerMonitor>(Chip("desk/1", SensorType.PowerMonitor)).TryRead(out var watts) ? watts : double.NaN;

    private static double Ppm(IBusController buses) => buses.Open<IClimateSensor>(Chip("env/1", SensorType.Climate)).TryRead(out var air) ? air.Co2Ppm!.Value : double.NaN;

    private static BusAddress Chip(string point, SensorType kind, string zone = Office.Zone) => Office.Sensor(point, kind, zone).Chip!;

    /// <summary>Reads before, twice during, and after a fault from 11:00 to 13:00.</summary>
    private static T[] Ask<T>(ScriptKind kind, Func<IBusController, T> question, string zone = Office.Zone)
    {
        var plan = Office.With(new ScriptEntry { Kind = kind, Zone = zone, From = Office.Local(11), To = Office.Local(13) });
        var (time, boards) = (new VirtualTime(Office.At(10)), SimulatedBoard.ForAll(plan));
        using var building = new SimulatedBuilding(plan, plan.Seed, time, Office.Clock, boards);
        using var buses = boards["gw-01"].CreateBuses();
        var answers = new List<T>();
        foreach (var hour in new[] { 10.5, 11.5, 12.6, 13.5 })
        {
            time.AdvanceTo(Office.At(hour));
            answers.Add(question(buses));
        }
        return [.. answers];
    }
}
