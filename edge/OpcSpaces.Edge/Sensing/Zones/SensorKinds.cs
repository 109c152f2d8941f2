using OpcSpaces.Edge.Sensing.CardReaders;
using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.DoorContacts;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.LightBarriers;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.Pads;
using OpcSpaces.Edge.Sensing.PowerMonitors;
using OpcSpaces.Edge.Sensing.PulseMeters;
using OpcSpaces.Edge.Sensing.Wiegand;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Zones;

/// <summary>Every word that may stand as <c>sensor</c> in a configuration file, and what is read then.</summary>
internal static class SensorKinds
{
    private static readonly Dictionary<string, Func<SettingsSection, PointConfig>> Kinds = new()
    {
        [MotionConfig.Sensor] = MotionConfig.From,
        [PadConfig.Sensor] = PadConfig.From,
        [DoorContactConfig.Sensor] = DoorContactConfig.From,
        [WiegandConfig.Sensor] = WiegandConfig.From,
        [PulseMeterConfig.Sensor] = PulseMeterConfig.From,
        [PowerMonitorConfig.Sensor] = PowerMonitorConfig.From,
        [CardReaderConfig.Sensor] = CardReaderConfig.From,
        [ClimateConfig.Sensor] = ClimateConfig.From,
        [LightBarriersConfig.Sensor] = LightBarriersConfig.From,
    };

    public static PointConfig From(SettingsSection point)
    {
        var sensor = point.RequiredText("sensor");
        if (Kinds.TryGetValue(sensor, out var read)) return read(point);
        if (sensor.Length > 0) point.Reject("sensor", $"\"{sensor}\"", $"use {string.Join(", ", Kinds.Keys.Select(kind => $"\"{kind}\""))}");
        point.IgnoreTheRest();
        return new UnreadableConfig { Point = "" };
    }
}
