using System.Diagnostics.CodeAnalysis;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Kinds;

/// <summary>A chip that looks at a desk or a room. Makes <c>{point}/occupied</c>.</summary>
public abstract record ViewedPointConfig : BusPointConfig
{
    private protected ViewedPointConfig(int lastingSeconds) => LastingSeconds = lastingSeconds;

    [SetsRequiredMembers]
    private protected ViewedPointConfig(SettingsSection point, int lastingSeconds)
        : base(point) => LastingSeconds = point.Number("lastingSeconds", lastingSeconds);

    /// <summary>A change must last this long to count, in s: people pass by.</summary>
    public int LastingSeconds { get; init; }

    internal sealed override IReadOnlyList<PointKind> PointKinds => [PointKind.Desk, PointKind.Room];

    internal sealed override IReadOnlyList<PointMetric> Metrics => [PointMetric.Occupied];

    /// <summary>What the chip says about its place.</summary>
    internal ViewedPlace Watch(IEvidence evidence, TimeProvider time) => new(TimeSpan.FromSeconds(LastingSeconds), evidence, time);

    private protected void CheckView(SettingsRules rules) => rules.Within("lastingSeconds", LastingSeconds, 0, 60);
}
