using OpcSpaces.Edge.Sensing.CardReaders;
using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.Distance;
using OpcSpaces.Edge.Sensing.DoorContacts;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Light;
using OpcSpaces.Edge.Sensing.LightBarriers;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.Pads;
using OpcSpaces.Edge.Sensing.PowerMonitors;
using OpcSpaces.Edge.Sensing.PulseMeters;
using OpcSpaces.Edge.Sensing.Sound;
using OpcSpaces.Edge.Sensing.Thermal;
using OpcSpaces.Edge.Sensing.Wiegand;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Zones;

/// <summary>The kinds of sensors that a configuration file may name. A new kind is a folder under Sensing and one line here.</summary>
internal sealed class SensorKinds(IEnumerable<SensorKind> kinds)
{
    private readonly Dictionary<string, SensorKind> _kinds = kinds.ToDictionary(kind => kind.Name);

    /// <summary>The kinds that this gateway has.</summary>
    public static SensorKinds All { get; } = new(
    [
        MotionConfig.Registration,
        PadConfig.Registration,
        DoorContactConfig.Registration,
        WiegandConfig.Registration,
        PulseMeterConfig.Registration,
        PowerMonitorConfig.Registration,
        CardReaderConfig.Registration,
        ClimateConfig.Registration,
        LightBarriersConfig.Registration,
        DistanceConfig.Registration,
        ThermalConfig.Registration,
        LightConfig.Registration,
        SoundConfig.Registration,
    ]);

    /// <summary>These kinds and one more.</summary>
    public SensorKinds With(SensorKind kind) => new([.. _kinds.Values, kind]);

    /// <summary>Reads one entry of a zone's points.</summary>
    public PointConfig Read(SettingsSection point)
    {
        var sensor = point.RequiredText("sensor");
        if (_kinds.TryGetValue(sensor, out var kind)) return kind.Read(point);
        if (sensor.Length > 0) point.Reject("sensor", $"\"{sensor}\"", $"use {string.Join(", ", _kinds.Keys.Select(name => $"\"{name}\""))}");
        point.IgnoreTheRest();
        return new UnreadableConfig { Point = "" };
    }
}
