using System.Diagnostics.CodeAnalysis;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Distance;

/// <summary>A distance sensor that looks at a seat, from under the desk or over the screen. Makes <c>{point}/occupied</c>.</summary>
public sealed record DistanceConfig : ViewedPointConfig
{
    private const int UsuallyLastingSeconds = 5;

    public DistanceConfig()
        : base(UsuallyLastingSeconds)
    {
    }

    [SetsRequiredMembers]
    private DistanceConfig(SettingsSection point)
        : base(point, UsuallyLastingSeconds)
    {
        NearMillimetres = point.Number("nearMillimetres", NearMillimetres);
        PollMs = point.Number("pollMs", PollMs);
    }

    /// <summary>Somebody is there while something is as near as this, in mm. Less than the distance to the back of the empty chair.</summary>
    public int NearMillimetres { get; init; } = 700;

    /// <summary>The chip is read this often, in ms.</summary>
    public int PollMs { get; init; } = 1000;

    internal override IReadOnlyList<ChipType> Chips => ChipTypes;

    /// <summary>The chips that can be used.</summary>
    public static IReadOnlyList<ChipType> ChipTypes { get; } = [new("vl53l0x"), new("vl53l1x")];

    internal static SensorKind Registration { get; } = new("distance", point => new DistanceConfig(point));

    internal override SensorKind Kind => Registration;

    internal override void Check(SettingsRules rules, ZonePoints zone)
    {
        rules.Within("nearMillimetres", NearMillimetres, 50, Chip == "vl53l0x" ? 1200 : 3600);
        rules.Within("pollMs", PollMs, 200, 60_000);
        CheckView(rules);
    }

    internal override Func<string?> OpenTrial(IBusController buses)
    {
        var chip = buses.Open<IDistanceSensor>(At);
        return () => chip.TryRead(out var distance) ? distance is { } mm ? $"{mm} mm" : "nothing in range" : null;
    }

    internal override PolledSensor BuildPolled(ISensorContext context) =>
        new DistanceSensor(context.Name, this, context.Chip<IDistanceSensor>(At), context.Evidence(EvidenceKind.Body), context.Time);
}
