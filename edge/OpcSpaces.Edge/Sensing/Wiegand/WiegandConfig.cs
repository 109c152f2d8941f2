using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Wiegand;

/// <summary>A card reader with a Wiegand interface, whose two lines are high at rest. Makes <c>{point}/entry</c>: a pseudonym for each card that is shown.</summary>
public sealed record WiegandConfig : PointConfig
{
    /// <summary>Accepts frames of 26 and of 34 bits.</summary>
    public const int Auto = 0;

    public required int Data0Pin { get; init; }

    public required int Data1Pin { get; init; }

    /// <summary>26, 34 or <see cref="Auto"/>.</summary>
    public int Bits { get; init; }

    /// <summary>The facility codes of the cards that are read here (the first 8 of 24 bits, the first 16 of 32); empty for all.</summary>
    public IReadOnlyList<int> FacilityCodes { get; init; } = [];

    internal static SensorKind Registration { get; } = new("wiegand", From);

    internal override SensorKind Kind => Registration;

    internal override IReadOnlyList<PointKind> PointKinds => [PointKind.Door];

    internal override IReadOnlyList<PointMetric> Metrics => [PointMetric.Entry];

    internal override IReadOnlyList<(string Setting, int Number)> Pins => [("data0Pin", Data0Pin), ("data1Pin", Data1Pin)];

    // The outputs of a reader are open collectors.
    internal override PinPull PullOf(string setting) => PinPull.Up;

    internal override bool NeedsExactEdges => true;

    internal override bool ReadsCards => true;

    internal static WiegandConfig From(SettingsSection point) => new()
    {
        Point = point.RequiredText("point"),
        Data0Pin = point.RequiredPin("data0Pin"),
        Data1Pin = point.RequiredPin("data1Pin"),
        Bits = point.IsText("bits") && point.OneOf("bits", ["auto"], "auto") == "auto" ? Auto : point.Number("bits", Auto),
        FacilityCodes = point.Numbers("facilityCodes"),
    };

    internal override void Check(SettingsRules rules, ZonePoints zone)
    {
        if (Bits is not (26 or 34 or Auto)) rules.Fault("bits", $"{Bits}", "use 26, 34 or \"auto\"");
        foreach (var (index, code) in FacilityCodes.Index()) rules.Within($"facilityCodes[{index}]", code, 0, Bits == 26 ? 255 : 65535);
    }

    internal override ISensor Build(ISensorContext context) =>
        new WiegandReader(context.Name, this, context.Pin(Data0Pin), context.Pin(Data1Pin), context.DoorAccess!, context.Time);
}
