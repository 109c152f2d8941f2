using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.Wiegand;
using OpcSpaces.FirmwareSim.Building.Description;
using OpcSpaces.FirmwareSim.Fleet;
using OpcSpaces.Testing;

namespace OpcSpaces.FirmwareSim.Tests.Fleet;

public sealed class FleetConfigsTests : IDisposable
{
    private readonly TemporaryDirectory _data = new();

    public void Dispose() => _data.Dispose();

    [Theory]
    [InlineData("nanshan-10000")]
    [InlineData("office")]
    public void The_configuration_of_a_gateway_has_exactly_its_wired_sensors(string description)
    {
        var plan = CommunityDescription.Read(Path.Combine(AppContext.BaseDirectory, "communities", description + ".jsonc"));

        foreach (var (config, gateway) in FleetConfigs.Of(plan, new FleetOptions { DataDirectory = _data.FullPath }).Zip(plan.Gateways))
        {
            var file = _data.File($"{config.Gateway}.json");
            GatewayFile.Write(file, config);
            var read = GatewayConfigFile.Read(file);
            Assert.Equal(
                gateway.Points.GroupBy(point => point.ZoneId).SelectMany(zone => zone.Select(point => (zone.Key, point.PointId))),
                read.Zones.SelectMany(zone => zone.Points.Select(point => (zone.Id, point.Point))));
        }
    }

    [Fact]
    public void The_delay_of_a_kind_is_in_the_configuration_and_stuck_is_longer_than_a_day_of_it()
    {
        var plan = CommunityDescription.Parse("""
            {
              "id": "c", "layout": { "desks": 10, "gateways": 1 },
              "kinds": [{ "name": "slow", "places": [{ "zone": "1F-A01", "point": "desk/1" }], "detector": { "delaySeconds": 1800 } }]
            }
            """);

        var config = Assert.Single(FleetConfigs.Of(plan, new FleetOptions { DataDirectory = _data.FullPath }));
        GatewayFile.Write(_data.File("gw.json"), config);
        var motion = GatewayConfigFile.Read(_data.File("gw.json")).Zones.Single(zone => zone.Id == "1F-A01").Points.OfType<MotionConfig>().ToDictionary(point => point.Point);

        Assert.Equal((1_800, 960), (motion["desk/1"].DelaySeconds, motion["desk/1"].StuckMinutes));
        Assert.Equal((20, 720), (motion["desk/2"].DelaySeconds, motion["desk/2"].StuckMinutes));
    }

    [Fact]
    public void Every_gateway_with_a_reader_has_the_key_of_its_community_and_keeps_it()
    {
        var plan = CommunityDescription.Read(Path.Combine(AppContext.BaseDirectory, "communities", "nanshan-10000.jsonc"));
        var options = new FleetOptions { DataDirectory = _data.FullPath };
        var configs = FleetConfigs.Of(plan, options);

        FleetBadges.Enrol(configs, new DateTimeOffset(2026, 10, 31, 17, 0, 0, TimeSpan.Zero));
        var keys = configs.Where(config => File.Exists(config.Badges.KeyFile)).ToDictionary(config => config.Gateway, config => File.ReadAllText(config.Badges.KeyFile));
        FleetBadges.Enrol(configs, new DateTimeOffset(2026, 12, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal(configs.Count(config => config.Zones.Any(zone => zone.Points.Any(point => point is WiegandConfig))), keys.Count);
        Assert.StartsWith("2026-11 ", Assert.Single(keys.Values.Distinct()), StringComparison.Ordinal);
        Assert.All(keys, key => Assert.Equal(key.Value, File.ReadAllText(options.BadgeKeyOf(key.Key))));
    }
}
