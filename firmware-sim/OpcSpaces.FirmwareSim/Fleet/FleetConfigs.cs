using OpcSpaces.Edge.Config;
using OpcSpaces.FirmwareSim.Building;

namespace OpcSpaces.FirmwareSim.Fleet;

/// <summary>What the installer of a building would write into each gateway's configuration file.</summary>
public static class FleetConfigs
{
    public static IReadOnlyList<GatewayConfig> Of(BuildingPlan plan, FleetOptions options) =>
        [.. plan.Gateways.Select(gateway => Of(plan.Community.Id, gateway, options))];

    public static GatewayConfig Of(string group, GatewayWiring gateway, FleetOptions options) => new()
    {
        Group = group,
        Gateway = gateway.Id,
        PrimaryHost = options.PrimaryHost,
        DataDirectory = options.DirectoryOf(gateway.Id),
        Broker = options.Broker,
        Batching = options.Batching,
        Outbox = options.Outbox,
        Uplink = options.Uplink,
        Zones =
        [
            .. gateway.Points.GroupBy(point => point.ZoneId).Select(zone => new ZoneConfig
            {
                Id = zone.Key,
                Points = [.. zone.Select(point => Of(point, options))],
            }),
        ],
    };

    private static PointConfig Of(WiredPoint point, FleetOptions options) => point.Kind switch
    {
        PointKind.Motion => new MotionConfig { Point = point.PointId, Pin = point.Pin, HoldOffSeconds = options.HoldOffSeconds },
        PointKind.PulseMeter => new PulseMeterConfig { Point = point.PointId, Pin = point.Pin, PulsesPerKilowattHour = point.PulsesPerKilowattHour, ReportSeconds = options.MeterReportSeconds },
        _ => throw new ArgumentOutOfRangeException(nameof(point), point.Kind, "No sensor is known for this kind of point."),
    };
}
