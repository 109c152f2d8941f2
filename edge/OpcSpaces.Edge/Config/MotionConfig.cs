using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Config;

/// <summary>A motion detector (PIR) that is high while it sees motion; becomes <c>{point}/occupied</c>.</summary>
public sealed record MotionConfig : PointConfig
{
    public const string Sensor = "motion";

    /// <summary>A level must last this long to count, in ms.</summary>
    public int DebounceMs { get; init; } = 50;

    /// <summary>A stay ends after this long without motion; its end is then dated back to the last motion.</summary>
    public int HoldOffSeconds { get; init; } = 300;

    /// <summary>How presence at the point is judged.</summary>
    internal PresenceConfig Presence => new() { HoldOffSeconds = HoldOffSeconds };
}
