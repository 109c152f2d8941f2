using OpcSpaces.Edge.Sensing.Buses;
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
using OpcSpaces.Points;

namespace OpcSpaces.FirmwareSim.Building;

/// <summary>The kinds of sensors that can be simulated. Names, points, pins and chips are those of the gateway's own configuration.</summary>
internal static class SensorNames
{
    private const int Any = 0;

    private static readonly Dictionary<SensorType, SensorDescription> Kinds = new()
    {
        [SensorType.Motion] = new MotionConfig { Point = "", Pin = Any }.Describe(),
        [SensorType.PulseMeter] = new PulseMeterConfig { Point = "", Pin = Any }.Describe(),
        [SensorType.Pad] = new PadConfig { Point = "", Pin = Any }.Describe(),
        [SensorType.DoorContact] = new DoorContactConfig { Point = "", Pin = Any }.Describe(),
        [SensorType.Wiegand] = new WiegandConfig { Point = "", Data0Pin = Any, Data1Pin = Any }.Describe(),
        [SensorType.LightBarriers] = new LightBarriersConfig { Point = "", OuterPin = Any, InnerPin = Any, Capacity = 1 }.Describe(),
        [SensorType.PowerMonitor] = new PowerMonitorConfig { Point = "", Chip = "", Bus = "", Address = Any }.Describe(),
        [SensorType.CardReader] = new CardReaderConfig { Point = "", Chip = "", Bus = "", Address = Any }.Describe(),
        [SensorType.Climate] = new ClimateConfig { Point = "", Chip = "", Bus = "", Address = Any }.Describe(),
        [SensorType.Light] = new LightConfig { Point = "", Chip = "", Bus = "", Address = Any }.Describe(),
        [SensorType.Sound] = new SoundConfig { Point = "", Chip = "", Bus = "", Address = Any }.Describe(),
    };

    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<SensorType>().Select(Of)];

    public static string Of(SensorType kind) => Kinds[kind].Name;

    public static SensorType Parse(string name) => Kinds.Single(kind => kind.Value.Name == name).Key;

    /// <summary>The kinds of points at which it can be simulated. A simulated room draws no power of its own and has no pad.</summary>
    public static IReadOnlyList<PointKind> PointsOf(SensorType kind) =>
        kind is SensorType.Pad or SensorType.PowerMonitor ? [PointKind.Desk] : Kinds[kind].PointKinds;

    public static bool IsOnBus(SensorType kind) => ChipsOf(kind).Count > 0;

    /// <summary>The chips that it can use.</summary>
    public static IReadOnlyList<ChipType> ChipsOf(SensorType kind) => Kinds[kind].Chips;

    /// <summary>The settings with its pins, in the order of its lines.</summary>
    public static IReadOnlyList<string> PinsOf(SensorType kind) => Kinds[kind].PinSettings;

    public static bool ReadsCards(SensorType kind) => Kinds[kind].ReadsCards;
}
