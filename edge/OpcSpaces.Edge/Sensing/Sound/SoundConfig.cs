using System.Diagnostics.CodeAnalysis;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Sound;

/// <summary>A sound level meter. Makes <c>{point}/sound</c> in dB(A), the level that has the same energy as the last minute.</summary>
public sealed record SoundConfig : ReportedPointConfig
{
    public SoundConfig()
    {
    }

    [SetsRequiredMembers]
    private SoundConfig(SettingsSection point)
        : base(point)
    {
        Input = point.Text("input", Input);
        DecibelsPerVolt = point.Real("decibelsPerVolt", DecibelsPerVolt);
        PollSeconds = point.Number("pollSeconds", PollSeconds);
        ReportSeconds = point.Number("reportSeconds", ReportSeconds);
        DeadbandDecibels = point.Real("deadbandDecibels", DeadbandDecibels);
        SoundOf = point.OptionalText("soundOf");
    }

    /// <summary>The input of the converter, <c>0</c> to <c>3</c>.</summary>
    public string Input { get; init; } = "0";

    /// <summary>The sound level for 1 V at the input, in dB(A). 50 for the Gravity SEN0232.</summary>
    public double DecibelsPerVolt { get; init; } = 50;

    /// <summary>The level is read this often, in s.</summary>
    public int PollSeconds { get; init; } = 5;

    /// <summary>A report is of so many seconds.</summary>
    public int ReportSeconds { get; init; } = 60;

    /// <summary>A change is reported when it is at least this much, in dB.</summary>
    public double DeadbandDecibels { get; init; } = 3;

    /// <summary>The room, or the only desk of an office, in which the module hangs, for example <c>room/3</c>: the sound is then evidence for presence there. Null for none.</summary>
    public string? SoundOf { get; init; }

    internal override IReadOnlyList<ChipType> Chips => ChipTypes;

    /// <summary>The chips that can be used.</summary>
    public static IReadOnlyList<ChipType> ChipTypes { get; } = [new("ads1115")];

    private protected override ChipWiring? Wiring => new LevelWiring(Input, DecibelsPerVolt);

    internal static SensorKind Registration { get; } = new("sound", point => new SoundConfig(point));

    internal override SensorKind Kind => Registration;

    internal override IReadOnlyList<PointKind> PointKinds => [PointKind.Environment];

    internal override IReadOnlyList<PointMetric> Metrics => [PointMetric.Sound];

    internal override void Check(SettingsRules rules, ZonePoints zone)
    {
        if (Input is not ("0" or "1" or "2" or "3")) rules.Fault("input", $"\"{Input}\"", "use \"0\", \"1\", \"2\" or \"3\": a level is measured against ground");
        rules.Within("decibelsPerVolt", DecibelsPerVolt, 1, 1000);
        rules.Within("pollSeconds", PollSeconds, 1, 60);
        rules.Within("reportSeconds", ReportSeconds, PollSeconds is >= 1 and <= 60 ? PollSeconds : 1, 3600);
        rules.Within("deadbandDecibels", DeadbandDecibels, 0, 50);
        CheckReports(rules, ReportSeconds);
        CheckEvidence(rules, "soundOf", SoundOf, zone, PollSeconds);
    }

    internal override Func<string?> OpenTrial(IBusController buses)
    {
        var chip = buses.Open<ISoundMeter>(At);
        return () => chip.TryRead(out var decibels) ? FormattableString.Invariant($"{decibels:0.#} dB(A){(SoundSensor.IsPossible(decibels) ? "" : ": outside the range of the module, or it is not connected")}") : null;
    }

    internal override PolledSensor BuildPolled(ISensorContext context) =>
        new SoundSensor(
            context.Name, this, context.Chip<ISoundMeter>(At), Report(context, PointMetric.Sound),
            SoundOf is { } place ? context.Evidence(new SoundChanges(), place) : null, context.Time);
}
