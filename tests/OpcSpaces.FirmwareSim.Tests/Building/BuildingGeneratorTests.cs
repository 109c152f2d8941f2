using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.Model.Spaces;
using OpcSpaces.Points;
using OpcSpaces.Testing;

namespace OpcSpaces.FirmwareSim.Tests.Building;

public class BuildingGeneratorTests
{
    public static TheoryData<int, int> Sizes => new()
    {
        { 1, 1 }, { 2, 1 }, { 7, 2 }, { 20, 2 }, { 63, 3 }, { 124, 8 }, { 125, 1 }, { 250, 10 }, { 251, 12 }, { 400, 13 }, { 1_000, 30 }, { 1_700, 60 }, { 5_000, 150 },
    };

    [Fact]
    public void The_first_community_has_the_size_that_the_city_plan_speaks_of()
    {
        var plan = BuildingGenerator.Generate(new BuildingOptions());

        Assert.Equal((1_000, 125, 30), (plan.Desks, plan.Meters, plan.Gateways.Count));
        Assert.Equal(4, plan.Community.Floors.Count);
        Assert.InRange(plan.Community.AreaSquareMetres, 10_000, 10_100);
        Assert.InRange(plan.Community.Zones.Count(), 95, 105);
        Assert.Equal(Enum.GetValues<ZoneKind>(), plan.Community.Zones.Select(zone => zone.Kind).Distinct().Order());
        Assert.Contains(plan.Community.Zones, zone => zone.Id == "3F-A02" && zone.Desks.Any(desk => desk.Id == "desk/17"));
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_building_of_any_size_is_a_legal_community(int desks, int gateways)
    {
        var plan = Generate(desks, gateways, seed: 3);

        var written = CommunityFile.Write(plan.Community);
        Assert.Equal(written, CommunityFile.Write(CommunityFile.Read(written, "generated.json")));
        Assert.Equal(desks, plan.Desks);
        Assert.Equal(gateways, plan.Gateways.Count);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void No_desk_stands_in_another_or_outside_its_zone(int desks, int gateways)
    {
        foreach (var zone in Generate(desks, gateways, seed: 4).Community.Zones)
        {
            var feet = zone.Desks.Select(desk => desk.Footprint).ToList();
            Assert.All(feet, foot => Assert.True(zone.Rectangle.Contains(foot, 0.001), $"{foot} is not inside {zone.Id}"));
            for (var i = 0; i < feet.Count; i++)
            {
                for (var j = 0; j < i; j++)
                    Assert.False(feet[i].Overlaps(feet[j], 0.002), $"{zone.Id}: {zone.Desks[i]} in {zone.Desks[j]}");
            }
        }
    }

    [Fact]
    public void Any_share_of_desks_in_offices_finds_room_on_a_floor_of_any_size()
    {
        var seed = Seed.Take(nameof(Any_share_of_desks_in_offices_finds_room_on_a_floor_of_any_size));
        seed.Run(() =>
        {
            var random = seed.CreateRandom();
            double[] shares = [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.33, BuildingOptions.MostInOffices];
            for (var desks = 1; desks <= 270; desks++)
            {
                foreach (var share in shares)
                {
                    var options = new BuildingOptions { Desks = desks, Gateways = 1, OfficeShare = share, Seed = random.Next() };
                    var plan = BuildingGenerator.Generate(options);
                    Assert.True(desks == plan.Desks, $"{options}");
                    Assert.All(plan.Community.Zones, zone => Assert.All(zone.Desks, desk => Assert.True(zone.Rectangle.Contains(desk.Footprint, 0.001), $"{zone.Id} {options}")));
                }
            }
        });
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void No_zone_covers_another_or_the_core_or_a_corridor(int desks, int gateways)
    {
        foreach (var floor in Generate(desks, gateways, seed: 5).Community.Floors)
        {
            var boxes = floor.Zones.Select(zone => zone.Rectangle).Concat(floor.Fixtures.Select(fixture => fixture.Rectangle)).ToList();
            for (var i = 0; i < boxes.Count; i++)
            {
                Assert.True(new Rectangle(0, 0, floor.WidthMetres, floor.HeightMetres).Contains(boxes[i], 0.001));
                for (var j = 0; j < i; j++)
                    Assert.False(boxes[i].Overlaps(boxes[j], 0.02), $"{boxes[i]} and {boxes[j]}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Every_point_is_wired_to_exactly_one_pin_of_one_gateway(int desks, int gateways)
    {
        var plan = Generate(desks, gateways, seed: 6);

        var points = plan.Community.Zones.SelectMany(zone =>
            zone.Desks.Select(desk => (zone.Id, desk.Id)).Concat(zone.Meters.Select(meter => (zone.Id, meter.Id))));
        var wired = plan.Gateways.SelectMany(gateway => gateway.Points).Select(point => (point.ZoneId, point.PointId));
        Assert.Equal(points.Order(), wired.Order());
        Assert.All(plan.Gateways, gateway => Assert.Equal(gateway.Points.Count, gateway.Points.DistinctBy(point => point.Pin).Count()));
        Assert.Equal(plan.Gateways.Count, plan.Gateways.DistinctBy(gateway => gateway.Id).Count());
        Assert.All(plan.Gateways, gateway => Assert.Null(EntityId.Fault(gateway.Id)));
    }

    [Fact]
    public void A_building_with_every_sensor_has_as_many_as_were_asked_for_and_no_two_on_one_pin_or_chip()
    {
        var plan = BuildingGenerator.Generate(new BuildingOptions { Doors = 160, EnvironmentSensors = 200, RoomSensors = true, PadShare = 0.1, PowerMonitorShare = 0.1 });
        var points = plan.Gateways.SelectMany(gateway => gateway.Points).ToList();

        Assert.Equal((160, 200), (points.Count(point => point.Kind == SensorType.DoorContact), points.Count(point => point.Kind == SensorType.Climate)));
        Assert.InRange(points.Count(point => point.Kind == SensorType.Pad), 60, 140);
        Assert.InRange(points.Count(point => point.Kind == SensorType.PowerMonitor), 60, 140);
        Assert.All(plan.Gateways, gateway => Assert.Distinct(gateway.Points.SelectMany(point => point.Pins)));
        Assert.All(plan.Gateways, gateway => Assert.Distinct(gateway.Points.Where(point => point.Chip is not null).Select(point => point.Chip)));
        Assert.Equal(plan.Community.Zones.SelectMany(zone => zone.Rooms).Count(), points.Count(point => point.Kind == SensorType.LightBarriers));
    }

    [Fact]
    public void Gateways_have_about_the_same_number_of_points_and_stay_on_neighbouring_floors()
    {
        var plan = BuildingGenerator.Generate(new BuildingOptions());

        Assert.All(plan.Gateways, gateway => Assert.InRange(gateway.Points.Count, 20, 65));
        Assert.All(plan.Gateways, gateway => Assert.InRange(gateway.Zones.DistinctBy(zone => zone.Id[0]).Count(), 1, 2));
    }

    [Fact]
    public void The_same_seed_gives_the_same_building_and_another_seed_another_one()
    {
        var first = CommunityFile.Write(Generate(300, 9, seed: 7).Community);

        Assert.Equal(first, CommunityFile.Write(Generate(300, 9, seed: 7).Community));
        Assert.NotEqual(first, CommunityFile.Write(Generate(300, 9, seed: 8).Community));
    }

    [Fact]
    public void An_impossible_building_is_refused_with_every_reason()
    {
        var options = new BuildingOptions { CommunityId = "a/b", Desks = 0, Gateways = 0 };
        Assert.Equal(3, Assert.Throws<BuildingException>(() => BuildingGenerator.Generate(options)).Faults.Count);
    }

    [Fact]
    public void More_gateways_than_zones_are_refused()
    {
        var exception = Assert.Throws<BuildingException>(() => Generate(10, 30, seed: 1));
        Assert.Contains("30 gateways", exception.Message, StringComparison.Ordinal);
    }

    private static BuildingPlan Generate(int desks, int gateways, int seed) =>
        BuildingGenerator.Generate(new BuildingOptions { Desks = desks, Gateways = gateways, Seed = seed });
}
