using System.Globalization;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Live;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.FirmwareSim.Time;
using OpcSpaces.FirmwareSim.Truth;

namespace OpcSpaces.FirmwareSim.Tests.Truth;

public class TruthLogTests
{
    private static readonly BuildingClock Shenzhen = new(TimeSpan.FromHours(8));
    private static readonly DateTimeOffset Tuesday = new(2026, 7, 7, 0, 0, 0, TimeSpan.FromHours(8));

    private static readonly BuildingPlan Plan = BuildingGenerator.Generate(new BuildingOptions
    {
        Desks = 60,
        Gateways = 4,
        Doors = 20,
        EnvironmentSensors = 20,
        RoomSensors = true,
        PadShare = 1,
        Seed = 11,
    });

    [Fact]
    public void At_any_moment_as_many_people_sit_at_desks_as_in_a_run()
    {
        var desks = Truth(Tuesday, Tuesday.AddDays(2)).Where(record => record.What == TruthKind.Present && record.Point.StartsWith("desk/", StringComparison.Ordinal)).ToList();
        var time = new VirtualTime(Tuesday);
        using var building = new SimulatedBuilding(Plan, Plan.Seed, time, Shenzhen, SimulatedBoard.ForAll(Plan));

        for (var at = Tuesday; at < Tuesday.AddDays(2); at = at.AddMinutes(20))
        {
            time.AdvanceTo(at);
            Assert.Equal(desks.Count(record => record.From <= at && at < record.To), building.PeopleAtDesks);
        }
        Assert.Contains(desks, record => (record.To - record.From)!.Value.TotalHours > 1);
    }

    [Fact]
    public void A_meter_counts_the_true_energy_within_one_pulse()
    {
        var run = Run(Tuesday, Tuesday.AddDays(1));
        foreach (var wired in run.Points.Where(point => point.Kind == SensorType.PulseMeter))
        {
            var wattHours = Truth(Tuesday, Tuesday.AddDays(1))
                .Where(record => (record.What, record.Zone, record.Point) == (TruthKind.Energy, wired.ZoneId, wired.PointId))
                .Sum(record => double.Parse(record.Value, CultureInfo.InvariantCulture));
            Assert.InRange(run.Rises(wired) - wattHours * wired.PulsesPerKilowattHour / 1_000, -1.1, 1.1);
        }
    }

    [Fact]
    public void The_yearly_energy_of_a_floor_is_that_of_measured_offices_in_Shenzhen()
    {
        var plan = BuildingGenerator.Generate(new BuildingOptions { Desks = 250, Gateways = 8 });
        var cooling = plan.Community.Zones.Where(zone => zone.Meters.Count > 1 && zone.Desks.Count == 0).Select(zone => (zone.Id, zone.Meters[^1].Id)).ToHashSet();
        var newYear = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(8));

        var (conditioning, rest) = (0.0, 0.0);
        foreach (var record in TruthLog.Of(plan, plan.Seed, Shenzhen, newYear, newYear.AddYears(1)).Where(record => record.What == TruthKind.Energy))
        {
            var kilowattHours = double.Parse(record.Value, CultureInfo.InvariantCulture) / 1_000 / plan.Community.AreaSquareMetres;
            if (cooling.Contains((record.Zone, record.Point)))
                conditioning += kilowattHours;
            else
                rest += kilowattHours;
        }

        // 26.8 % and 64.2 % of 82.1 kWh/m²: 22.0 and 52.7.
        Assert.InRange(conditioning, 21, 23);
        Assert.InRange(rest, 50, 55.5);
    }

    [Fact]
    public void Doors_open_when_the_truth_says_so()
    {
        var run = Run(Tuesday.AddHours(6), Tuesday.AddHours(22));
        var doors = run.Truth.Where(record => record.What == TruthKind.Door).ToList();

        Assert.NotEmpty(doors);
        foreach (var wired in run.Points.Where(point => point.Kind == SensorType.DoorContact))
        {
            var expected = doors.Where(record => (record.Zone, record.Point) == (wired.ZoneId, wired.PointId)).Select(record => record.From.UtcDateTime);
            Assert.Equal(expected, run.Changes.Where(change => change.Point == wired && change.High).Select(change => change.At.UtcDateTime));
        }
    }

    [Fact]
    public void A_time_span_has_exact_ends_and_another_seed_gives_another_truth()
    {
        var (from, to) = (Tuesday.AddHours(10.5), Tuesday.AddHours(14));
        var records = Truth(from, to);

        Assert.All(records, record => Assert.True(record.From >= from && (record.To ?? record.From) <= to, $"{record}"));
        Assert.Contains(records, record => record.What == TruthKind.Present && record.From == from);
        Assert.Contains(records, record => record.What == TruthKind.Entry && record.To is null);
        Assert.Equal(records, Truth(from, to));
        Assert.NotEqual(records, TruthLog.Of(Plan, 12, Shenzhen, from, to));
    }

    [Fact]
    public void As_CSV_times_are_in_UTC_and_a_moment_has_no_end()
    {
        using var text = new StringWriter();
        var written = TruthCsv.Write([new TruthRecord(Tuesday, null, "Z,1", "door/1", "entry", "3"), new TruthRecord(Tuesday, Tuesday.AddSeconds(1.5), "Z", "desk/1", "present", "1")], text);

        Assert.Equal(2, written);
        Assert.Equal(
            "from,to,zone,point,what,value\n2026-07-06T16:00:00.000Z,,\"Z,1\",door/1,entry,3\n2026-07-06T16:00:00.000Z,2026-07-06T16:00:01.500Z,Z,desk/1,present,1\n",
            text.ToString());
    }

    private static List<TruthRecord> Truth(DateTimeOffset from, DateTimeOffset to) => [.. TruthLog.Of(Plan, Plan.Seed, Shenzhen, from, to)];

    private static SignalRun Run(DateTimeOffset from, DateTimeOffset to) => SignalRun.Of(Plan, Shenzhen, from, to);
}
