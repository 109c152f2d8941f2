using System.Diagnostics.CodeAnalysis;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Thermal;

/// <summary>A thermal array over a desk or in a room. Makes <c>{point}/occupied</c>.</summary>
public sealed record ThermalConfig : ViewedPointConfig
{
    private const int UsuallyLastingSeconds = 6;

    public ThermalConfig()
        : base(UsuallyLastingSeconds)
    {
    }

    [SetsRequiredMembers]
    private ThermalConfig(SettingsSection point)
        : base(point, UsuallyLastingSeconds)
    {
        WarmKelvin = point.Real("warmKelvin", WarmKelvin);
        WarmPixels = point.Number("warmPixels", WarmPixels);
        PollSeconds = point.Number("pollSeconds", PollSeconds);
    }

    /// <summary>A pixel is warm when it is this much above its background, in K.</summary>
    public double WarmKelvin { get; init; } = 2;

    /// <summary>Somebody is there while at least so many pixels are warm. From 2 m above, head and shoulders cover about six.</summary>
    public int WarmPixels { get; init; } = 3;

    /// <summary>The chip is read this often, in s.</summary>
    public int PollSeconds { get; init; } = 2;

    internal override IReadOnlyList<ChipType> Chips => ChipTypes;

    /// <summary>The chips that can be used.</summary>
    public static IReadOnlyList<ChipType> ChipTypes { get; } = [new("amg8833")];

    internal static SensorKind Registration { get; } = new("thermal", point => new ThermalConfig(point));

    internal override SensorKind Kind => Registration;

    internal override void Check(SettingsRules rules, ZonePoints zone)
    {
        rules.Within("warmKelvin", WarmKelvin, 0.5, 20);
        // More would be half of the picture, which is what the background begins with.
        rules.Within("warmPixels", WarmPixels, 1, 31);
        rules.Within("pollSeconds", PollSeconds, 1, 60);
        CheckView(rules);
    }

    internal override Func<string?> OpenTrial(IBusController buses)
    {
        var (chip, celsius) = (buses.Open<IThermalArray>(At), new float[IThermalArray.Pixels]);
        return () => !chip.TryRead(celsius) ? null
            : FormattableString.Invariant($"{celsius.Min():0.#} to {celsius.Max():0.#} °C{(ThermalSensor.IsPossible(celsius) ? "" : ": outside the range of its data sheet")}");
    }

    internal override PolledSensor BuildPolled(ISensorContext context) =>
        new ThermalSensor(context.Name, this, context.Chip<IThermalArray>(At), context.Evidence(EvidenceKind.Body), context.Time);
}
