using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Motion;

/// <summary>A motion detector (PIR) whose output is high while it sees motion. Makes <c>{point}/occupied</c>.</summary>
public sealed record MotionConfig : PinPointConfig
{
    /// <summary>The longest delay, in s: detectors for lighting can be set to half an hour.</summary>
    public const double LongestDelaySeconds = 1_800;

    /// <summary>A level must last this long to count, in ms.</summary>
    public int DebounceMs { get; init; } = 50;

    /// <summary>What the delay potentiometer is set to, in s: the output stays high for this long after the last movement. 0 to 1,800, as detectors for lighting have.</summary>
    public double DelaySeconds { get; init; }

    /// <summary>When set, what was learned about the place does not decide: a stay ends after this long without motion, in s, and its end is dated back to the last motion.</summary>
    public int? HoldOffSeconds { get; init; }

    /// <summary>A detector that is high for this long without a pause, in min, is stuck. Longer than <see cref="DelaySeconds"/>, because a single movement keeps it high for that long.</summary>
    public int StuckMinutes { get; init; } = 720;

    internal override PresenceConfig Presence => new()
    {
        HoldOffSeconds = HoldOffSeconds,
        DelaySeconds = DelaySeconds,
    };

    internal static SensorKind Registration { get; } = new("motion", From);

    internal override SensorKind Kind => Registration;

    internal override IReadOnlyList<PointKind> PointKinds => [PointKind.Desk, PointKind.Room];

    internal override IReadOnlyList<PointMetric> Metrics => [PointMetric.Occupied];

    internal static MotionConfig From(SettingsSection point)
    {
        var config = new MotionConfig { Point = point.RequiredText("point"), Pin = point.RequiredPin("pin") };
        return config with
        {
            DebounceMs = point.Number("debounceMs", config.DebounceMs),
            DelaySeconds = point.Real("delaySeconds", config.DelaySeconds),
            HoldOffSeconds = point.OptionalNumber("holdOffSeconds"),
            StuckMinutes = point.Number("stuckMinutes", config.StuckMinutes),
        };
    }

    internal override void Check(SettingsRules rules, ZonePoints zone)
    {
        rules.Within("debounceMs", DebounceMs, 0, 10_000);
        if (HoldOffSeconds is { } holdOff) rules.Within("holdOffSeconds", holdOff, 1, 24 * 3600);
        rules.Within("delaySeconds", DelaySeconds, 0, LongestDelaySeconds, " seconds");
        rules.Within("stuckMinutes", StuckMinutes, 10, 10_080);
        if (DelaySeconds is >= 0 and <= LongestDelaySeconds && StuckMinutes * 60L <= DelaySeconds)
            rules.Fault("stuckMinutes", FormattableString.Invariant($"{StuckMinutes}"), FormattableString.Invariant($"a single movement keeps the output high for delaySeconds ({DelaySeconds} s), which is not stuck: use more minutes than that"));
    }

    internal override ISensor Build(ISensorContext context) =>
        new MotionSensor(context.Name, this, context.Pin(Pin), context.Evidence(EvidenceKind.Motion), context.Time);
}
