using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.LightBarriers;

/// <summary>Two light barriers in a doorway, one behind the other. Make <c>{point}/count</c>, the number of people in the room, and are evidence for <c>{point}/occupied</c> where other sensors make it.</summary>
public sealed record LightBarriersConfig : PointConfig
{
    /// <summary>The pin of the beam that somebody who comes in breaks first.</summary>
    public required int OuterPin { get; init; }

    /// <summary>The pin of the other beam.</summary>
    public required int InnerPin { get; init; }

    /// <summary>The highest count.</summary>
    public required int Capacity { get; init; }

    /// <summary>True when the receivers pull their pins low while their beam is broken.</summary>
    public bool BrokenIsLow { get; init; }

    /// <summary>A level must last this long to count, in ms.</summary>
    public int DebounceMs { get; init; } = 10;

    /// <summary>A beam that is broken for longer than this, in s, is blocked, and the count becomes unknown.</summary>
    public int BlockedSeconds { get; init; } = 60;

    /// <summary>A room without motion for this long, in min, is empty, whatever the count is. Needs a motion detector at the same point.</summary>
    public int EmptyAfterMinutes { get; init; } = 60;

    internal static SensorKind Registration { get; } = new("lightBarriers", From);

    internal override SensorKind Kind => Registration;

    internal override IReadOnlyList<PointKind> PointKinds => [PointKind.Room];

    internal override IReadOnlyList<PointMetric> Metrics => [PointMetric.Count];

    internal override IReadOnlyList<(string Setting, int Number)> Pins => [("outerPin", OuterPin), ("innerPin", InnerPin)];

    internal override PinPull PullOf(string setting) => BrokenIsLow ? PinPull.Up : PinPull.Down;

    internal static LightBarriersConfig From(SettingsSection point)
    {
        var config = new LightBarriersConfig
        {
            Point = point.RequiredText("point"),
            OuterPin = point.RequiredPin("outerPin"),
            InnerPin = point.RequiredPin("innerPin"),
            Capacity = point.RequiredNumber("capacity"),
        };
        return config with
        {
            BrokenIsLow = point.Truth("brokenIsLow", config.BrokenIsLow),
            DebounceMs = point.Number("debounceMs", config.DebounceMs),
            BlockedSeconds = point.Number("blockedSeconds", config.BlockedSeconds),
            EmptyAfterMinutes = point.Number("emptyAfterMinutes", config.EmptyAfterMinutes),
        };
    }

    internal override void Check(SettingsRules rules, ZonePoints zone)
    {
        rules.Within("capacity", Capacity, 1, 10_000);
        rules.Within("debounceMs", DebounceMs, 0, 50);
        rules.Within("blockedSeconds", BlockedSeconds, 5, 3600);
        rules.Within("emptyAfterMinutes", EmptyAfterMinutes, 15, 24 * 60);
    }

    internal override ISensor Build(ISensorContext context)
    {
        var outputs = new RoomCounterOutputs(context.Metric(PointMetric.Count), context.ReportState, context.KeepRegister);
        var evidence = context.Zone.SensesPresenceAt(Point) ? context.Evidence(EvidenceKind.Count) : null;
        var counter = new RoomCounter(context.Name, this, (context.Pin(OuterPin), context.Pin(InnerPin)), outputs, context.Register, evidence, context.Time);
        context.Listen(EvidenceKind.Motion, counter);
        return counter;
    }
}
