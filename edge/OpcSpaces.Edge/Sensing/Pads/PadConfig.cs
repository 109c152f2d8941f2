using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Pads;

/// <summary>A contact or pressure pad under or in a chair. Makes <c>{point}/occupied</c>.</summary>
public sealed record PadConfig : PinPointConfig
{
    /// <summary>A level must last this long to count, in ms, because people move on their chairs.</summary>
    public int DebounceMs { get; init; } = 500;

    /// <summary>The pad pulls its pin low when somebody sits on it.</summary>
    public bool ActiveLow { get; init; }

    internal static SensorKind Registration { get; } = new("pad", From);

    internal override SensorKind Kind => Registration;

    internal override IReadOnlyList<PointKind> PointKinds => [PointKind.Desk, PointKind.Room];

    internal override IReadOnlyList<PointMetric> Metrics => [PointMetric.Occupied];

    internal override PinPull PullOf(string setting) => ActiveLow ? PinPull.Up : PinPull.Down;

    internal static PadConfig From(SettingsSection point)
    {
        var config = new PadConfig { Point = point.RequiredText("point"), Pin = point.RequiredPin("pin") };
        return config with
        {
            DebounceMs = point.Number("debounceMs", config.DebounceMs),
            ActiveLow = point.Truth("activeLow", config.ActiveLow),
        };
    }

    internal override void Check(SettingsRules rules, ZonePoints zone) => rules.Within("debounceMs", DebounceMs, 0, 60_000);

    internal override ISensor Build(ISensorContext context) =>
        new PadSensor(context.Name, this, context.Pin(Pin), context.Evidence(EvidenceKind.Contact), context.Time);
}
