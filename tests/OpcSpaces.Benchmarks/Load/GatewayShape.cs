using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.PulseMeters;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.FirmwareSim.Signals;
using OpcSpaces.Points;

namespace OpcSpaces.Benchmarks.Load;

/// <summary>Gateways with three zones of 24 desks and 3 meters each: 30 metrics per zone, like an open area.</summary>
internal static class GatewayShape
{
    public const string Community = "bench";
    public const int Zones = 3;
    public const int DesksPerZone = 24;
    public const int MetersPerZone = 3;

    public static IReadOnlyList<string> Ids(int gateways) => [.. Enumerable.Range(1, gateways).Select(number => $"gw-{number:0000}")];

    public static string ZoneId(string gateway, int zone) => $"{gateway}-Z{zone}";

    public static GatewayConfig Config(string gateway, string directory, OutboxConfig outbox)
    {
        var pin = 0;
        return new GatewayConfig
        {
            Group = Community,
            Gateway = gateway,
            DataDirectory = Path.Combine(directory, gateway),
            Outbox = outbox,
            Zones =
            [
                .. Enumerable.Range(0, Zones).Select(zone => new ZoneConfig
                {
                    Id = ZoneId(gateway, zone),
                    Points =
                    [
                        .. Enumerable.Range(1, DesksPerZone).Select(n => new MotionConfig { Point = PointId.Of(PointKind.Desk, n), Pin = pin++, HoldOffSeconds = 86_400 }),
                        .. Enumerable.Range(1, MetersPerZone).Select(n => new PulseMeterConfig { Point = PointId.Of(PointKind.Meter, n), Pin = pin++ }),
                    ],
                }),
            ],
        };
    }

    public static SimulatedBoard Board(GatewayConfig config) =>
        new(config.Zones.SelectMany(zone => zone.Points).Cast<PinPointConfig>().Select(point => point.Pin));
}
