using OpcSpaces.Settings;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Sensing.Kinds;

/// <summary>Stands for an entry of a file whose sensor is none, so that the others keep their places; never part of a configuration that is used.</summary>
internal sealed record UnreadableConfig : PointConfig
{
    internal override IReadOnlyList<string> PointKinds => [];

    internal override IReadOnlyList<(string Name, SparkplugDataType DataType)> Metrics => [];

    internal override void Check(SettingsRules rules)
    {
    }
}
