using System.Text.Json.Serialization;
using OpcSpaces.Edge.Sensing.CardReaders;
using OpcSpaces.Edge.Sensing.Climate;
using OpcSpaces.Edge.Sensing.DoorContacts;
using OpcSpaces.Edge.Sensing.LightBarriers;
using OpcSpaces.Edge.Sensing.Motion;
using OpcSpaces.Edge.Sensing.Pads;
using OpcSpaces.Edge.Sensing.PowerMonitors;
using OpcSpaces.Edge.Sensing.PulseMeters;
using OpcSpaces.Edge.Sensing.Wiegand;
using OpcSpaces.Settings;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Sensing.Kinds;

/// <summary>One sensor and the point that it measures. Several sensors may serve one point, as long as no two make the same metric; presence at a place is fused.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "sensor")]
[JsonDerivedType(typeof(MotionConfig), MotionConfig.Sensor)]
[JsonDerivedType(typeof(PadConfig), PadConfig.Sensor)]
[JsonDerivedType(typeof(DoorContactConfig), DoorContactConfig.Sensor)]
[JsonDerivedType(typeof(WiegandConfig), WiegandConfig.Sensor)]
[JsonDerivedType(typeof(PulseMeterConfig), PulseMeterConfig.Sensor)]
[JsonDerivedType(typeof(PowerMonitorConfig), PowerMonitorConfig.Sensor)]
[JsonDerivedType(typeof(CardReaderConfig), CardReaderConfig.Sensor)]
[JsonDerivedType(typeof(ClimateConfig), ClimateConfig.Sensor)]
[JsonDerivedType(typeof(LightBarriersConfig), LightBarriersConfig.Sensor)]
public abstract record PointConfig
{
    /// <summary><c>desk/12</c> or <c>meter/3</c>: a kind, a slash and a number or name; metric names begin with it.</summary>
    public required string Point { get; init; }

    /// <summary>The kinds of point that this sensor can measure, as <c>desk</c>.</summary>
    internal abstract IReadOnlyList<string> PointKinds { get; }

    /// <summary>The metrics that it makes or helps to make.</summary>
    internal abstract IReadOnlyList<(string Name, SparkplugDataType DataType)> Metrics { get; }

    /// <summary>The pins that it needs, with the names of their settings.</summary>
    internal virtual IReadOnlyList<(string Setting, int Number)> Pins => [];

    /// <summary>Whether card numbers come in here.</summary>
    internal virtual bool ReadsCards => false;

    /// <summary>What its own settings must keep to.</summary>
    internal abstract void Check(SettingsRules rules);
}
