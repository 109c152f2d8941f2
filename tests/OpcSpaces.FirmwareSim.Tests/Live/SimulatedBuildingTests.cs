using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Live;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Tests.Live;

public class SimulatedBuildingTests
{
    private static readonly BuildingPlan Plan = BuildingGenerator.Generate(new BuildingOptions { Desks = 300, Gateways = 9 });
    private static readonly BuildingClock Shenzhen = new(TimeSpan.FromHours(8));
    private static readonly DateTimeOffset MondayAtEleven = new(2026, 3, 2, 11, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public void At_the_start_the_building_is_already_in_the_state_of_the_hour()
    {
        var run = Run(seed: 1, MondayAtEleven, TimeSpan.FromSeconds(10));

        Assert.InRange(run.PeopleAtDesks, 150, 240);
        Assert.InRange(run.DesksSeen, run.PeopleAtDesks - 5, run.PeopleAtDesks + 5);
    }

    [Fact]
    public void At_night_nobody_is_there_and_meters_count_the_standby()
    {
        var run = Run(seed: 1, MondayAtEleven.AddHours(-8), TimeSpan.FromHours(1));

        Assert.Equal(0, run.PeopleAtDesks);
        // False motions now and then.
        Assert.InRange(run.DesksSeen, 0, 20);
        // 300 desks at 3 to 10 W, and the rooms without desks at 1 W/m²; 100 pulses per kWh.
        Assert.InRange(run.Pulses, 150, 350);
    }

    [Fact]
    public void An_hour_of_work_needs_the_energy_of_that_many_people()
    {
        var run = Run(seed: 2, MondayAtEleven.AddHours(3.5), TimeSpan.FromHours(1));

        // About 180 people at 100 to 130 W each (a few at 300 to 600), and light of 8 W/m² over about 2,000 m².
        Assert.InRange(run.Pulses, 3_000, 6_000);
    }

    [Fact]
    public void The_same_seed_gives_exactly_the_same_signals()
    {
        var first = Run(seed: 3, MondayAtEleven, TimeSpan.FromMinutes(20));

        Assert.Equal(first.Changes, Run(seed: 3, MondayAtEleven, TimeSpan.FromMinutes(20)).Changes);
        Assert.NotEqual(first.Changes, Run(seed: 4, MondayAtEleven, TimeSpan.FromMinutes(20)).Changes);
    }

    [Fact]
    public void People_come_in_the_morning_and_have_left_at_night()
    {
        var time = new VirtualTime(MondayAtEleven.AddHours(-4));
        using var building = new SimulatedBuilding(Plan, 5, time, Shenzhen, Boards());
        var atSeven = building.PeopleAtDesks;
        time.AdvanceTo(MondayAtEleven);
        var atEleven = building.PeopleAtDesks;
        time.AdvanceTo(MondayAtEleven.AddHours(16));

        Assert.Equal(0, atSeven);
        Assert.InRange(atEleven, 150, 240);
        Assert.Equal(0, building.PeopleAtDesks);
        time.AdvanceTo(MondayAtEleven.AddDays(1));
        Assert.InRange(building.PeopleAtDesks, 150, 240);
    }

    [Fact]
    public void No_environment_sensor_reports_less_carbon_dioxide_than_outside()
    {
        var plan = BuildingGenerator.Generate(new BuildingOptions { Desks = 60, Gateways = 4, EnvironmentSensors = 40 });
        var (time, boards) = (new VirtualTime(MondayAtEleven), SimulatedBoard.ForAll(plan));
        using var building = new SimulatedBuilding(plan, 1, time, Shenzhen, boards);
        var sensors = plan.Gateways.SelectMany(gateway => gateway.Points.Where(point => point.Kind == SensorType.Climate).Select(point => (IClimateSensor)boards[gateway.Id].Chip(point.Chip!))).ToList();

        var told = new List<float>();
        for (var hour = 0; hour < 72; hour++)
        {
            time.AdvanceTo(MondayAtEleven.AddHours(hour));
            told.AddRange(sensors.Select(sensor => sensor.TryRead(out var air) ? air.Co2Ppm!.Value : float.NaN));
        }

        Assert.Equal(40, sensors.Count);
        Assert.InRange(told.Min(), 420, 425);
        Assert.InRange(told.Max(), 700, 1_200);
    }

    private static Dictionary<string, SimulatedBoard> Boards() => SimulatedBoard.ForAll(Plan);

    private static Outcome Run(int seed, DateTimeOffset start, TimeSpan span)
    {
        var (time, boards, changes) = (new VirtualTime(start), Boards(), new List<Change>());
        foreach (var gateway in Plan.Gateways)
        {
            var controller = boards[gateway.Id].CreateController();
            foreach (var point in gateway.Points)
                controller.OpenInput(point.Pin).Subscribe(change => changes.Add(new Change(gateway.Id, point, change)));
        }
        using var building = new SimulatedBuilding(Plan, seed, time, Shenzhen, boards);
        time.AdvanceTo(start + span);
        return new Outcome(building.PeopleAtDesks, changes);
    }

    private sealed record Change(string Gateway, WiredPoint Point, PinChange Pin);

    private sealed record Outcome(int PeopleAtDesks, List<Change> Changes)
    {
        public int DesksSeen => Changes.Where(change => change.Point.Kind == SensorType.Motion).DistinctBy(change => (change.Gateway, change.Point)).Count();

        public int Pulses => Changes.Count(change => change.Point.Kind == SensorType.PulseMeter && change.Pin.High);
    }
}
