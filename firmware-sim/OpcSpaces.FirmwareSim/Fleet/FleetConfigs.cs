using OpcSpaces.Edge.Config;
using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Edge.Sensing.CardReaders;
using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.DoorContacts;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Light;
using OpcSpaces.Edge.Sensing.LightBarriers;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.Pads;
using OpcSpaces.Edge.Sensing.PowerMonitors;
using OpcSpaces.Edge.Sensing.PulseMeters;
using OpcSpaces.Edge.Sensing.Sound;
using OpcSpaces.Edge.Sensing.Wiegand;
using OpcSpaces.Edge.Sensing.Zones;
using OpcSpaces.FirmwareSim.Building;
using OpcSpaces.FirmwareSim.Building.Kinds;
using OpcSpaces.Model.Spaces;

namespace OpcSpaces.FirmwareSim.Fleet;

/// <summary>The configuration of each gateway, as an installer of the building would write it.</summary>
public static class FleetConfigs
{
    private const double LongDelaySeconds = 60;
    private const int StuckMinutesOfLongDelay = 960;

    public static IReadOnlyList<GatewayConfig> Of(BuildingPlan plan, FleetOptions options) =>
        [.. plan.Gateways.Select(gateway => Of(plan.Community.Id, gateway, options, plan.Signals, plan.Kinds))];

    public static GatewayConfig Of(string group, GatewayWiring gateway, FleetOptions options, SignalOptions? signals = null, PlaceKinds? kinds = null)
    {
        var zones = gateway.Zones.ToDictionary(zone => zone.Id);
        // Without a building there is no detector that would hold the signals.
        signals ??= new SignalOptions { MotionDelaySeconds = 0 };
        kinds ??= PlaceKinds.None;
        return new GatewayConfig
        {
            Group = group,
            Gateway = gateway.Id,
            PrimaryHost = options.PrimaryHost,
            DataDirectory = options.DirectoryOf(gateway.Id),
            Broker = options.Broker,
            Batching = options.Batching,
            Outbox = options.Outbox,
            Uplink = options.Uplink,
            Badges = new BadgesConfig { KeyFile = options.BadgeKeyOf(gateway.Id) },
            Zones =
            [
                .. gateway.Points.GroupBy(point => point.ZoneId).Select(points => new ZoneConfig
                {
                    Id = points.Key,
                    Points =
                    [
                        .. points.Select(point => point.Kind == SensorType.Motion
                            ? Motion(point, kinds[point.ZoneId, point.PointId]?.DelaySeconds ?? signals.MotionDelaySeconds, options)
                            : Of(point, zones.GetValueOrDefault(points.Key), signals, options)),
                    ],
                }),
            ],
        };
    }

    /// <summary>With a delay of minutes the output is high for as long as people are there, so the installer makes the time after which it counts as stuck longer than a working day.</summary>
    private static MotionConfig Motion(WiredPoint point, double delaySeconds, FleetOptions options)
    {
        var config = new MotionConfig { Point = point.PointId, Pin = point.Pin, DelaySeconds = delaySeconds, HoldOffSeconds = options.HoldOffSeconds };
        return delaySeconds < LongDelaySeconds ? config : config with { StuckMinutes = StuckMinutesOfLongDelay };
    }

    private static PointConfig Of(WiredPoint point, Zone? zone, SignalOptions signals, FleetOptions options) => point switch
    {
        { Kind: SensorType.Pad } => new PadConfig { Point = point.PointId, Pin = point.Pin },
        { Kind: SensorType.PulseMeter } => new PulseMeterConfig
        {
            Point = point.PointId,
            Pin = point.Pin,
            PulsesPerKilowattHour = point.PulsesPerKilowattHour,
            ReportSeconds = signals.MeterSeconds,
        },
        { Kind: SensorType.DoorContact } => new DoorContactConfig { Point = point.PointId, Pin = point.Pin, OpensInto = RoomBehind(point, zone) },
        { Kind: SensorType.Wiegand } => new WiegandConfig { Point = point.PointId, Data0Pin = point.Pin, Data1Pin = point.SecondPin },
        { Kind: SensorType.LightBarriers } => new LightBarriersConfig
        {
            Point = point.PointId,
            OuterPin = point.Pin,
            InnerPin = point.SecondPin,
            Capacity = zone!.Rooms.Single(room => room.Id == point.PointId).Capacity,
        },
        { Kind: SensorType.PowerMonitor, Chip: { } chip } => new PowerMonitorConfig
        {
            Point = point.PointId,
            Chip = chip.Chip,
            Bus = chip.Bus,
            Address = chip.Address,
            PollSeconds = signals.PowerSeconds,
        },
        { Kind: SensorType.CardReader, Chip: { } chip } => new CardReaderConfig { Point = point.PointId, Chip = chip.Chip, Bus = chip.Bus, Address = chip.Address },
        { Kind: SensorType.Climate, Chip: { } chip } => new ClimateConfig
        {
            Point = point.PointId,
            Chip = chip.Chip,
            Bus = chip.Bus,
            Address = chip.Address,
            ReportSeconds = signals.ClimateSeconds,
        },
        { Kind: SensorType.Light, Chip: { } chip } => new LightConfig { Point = point.PointId, Chip = chip.Chip, Bus = chip.Bus, Address = chip.Address, ReportSeconds = signals.ClimateSeconds },
        { Kind: SensorType.Sound, Chip: { } chip } => new SoundConfig { Point = point.PointId, Chip = chip.Chip, Bus = chip.Bus, Address = chip.Address, ReportSeconds = signals.ClimateSeconds },
        _ => throw new ArgumentOutOfRangeException(nameof(point), point, "No sensor is known for this kind of point."),
    };

    /// <summary>
    /// The room that a door leads to. A meeting room is the only room of its zone, and its door is the only entrance; other zones
    /// are open.
    /// </summary>
    private static string? RoomBehind(WiredPoint door, Zone? zone) =>
        zone is { Kind: ZoneKind.MeetingRoom, Rooms: [var room], Doors: [var only] } && only.Id == door.PointId ? room.Id : null;
}
