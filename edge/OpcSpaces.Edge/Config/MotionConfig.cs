using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Config;

/// <summary>A motion detector (PIR) that is high while it sees motion; becomes <c>{point}/occupied</c>.</summary>
public sealed record MotionConfig : PinPointConfig
{
    public const string Sensor = "motion";

    /// <summary>A level must last this long to count, in ms.</summary>
    public int DebounceMs { get; init; } = 50;

    /// <summary>When set, a stay simply ends after this long without motion, dated back to the last motion, whatever else could be told from it.</summary>
    public int? HoldOffSeconds { get; init; }

    /// <summary>How presence at the point is judged.</summary>
    internal PresenceConfig Presence => new() { HoldOffSeconds = HoldOffSeconds };

    internal override IReadOnlyList<string> PointKinds => ["desk", "room"];

    internal override IReadOnlyList<(string Name, SparkplugDataType DataType)> Metrics => [($"{Point}/occupied", SparkplugDataType.Boolean)];

    internal static MotionConfig From(ConfigSection point)
    {
        var config = new MotionConfig { Point = point.RequiredText("point"), Pin = point.RequiredNumber("pin") };
        return config with
        {
            DebounceMs = point.Number("debounceMs", config.DebounceMs),
            HoldOffSeconds = point.OptionalNumber("holdOffSeconds"),
        };
    }

    internal override void Check(ConfigRules rules)
    {
        rules.Within("debounceMs", DebounceMs, 0, 10_000);
        if (HoldOffSeconds is { } holdOff) rules.Within("holdOffSeconds", holdOff, 1, 24 * 3600);
    }
}
