using System.Diagnostics.CodeAnalysis;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.Climate;

/// <summary>A sensor of the air. Makes <c>{point}/co2</c> in ppm (where the chip measures it), <c>{point}/temperature</c> in °C and <c>{point}/humidity</c> in %RH.</summary>
public sealed record ClimateConfig : ReportedPointConfig
{
    public ClimateConfig()
    {
    }

    [SetsRequiredMembers]
    private ClimateConfig(SettingsSection point)
        : base(point)
    {
        ReportSeconds = point.Number("reportSeconds", ReportSeconds);
        Co2DeadbandPpm = point.Real("co2DeadbandPpm", Co2DeadbandPpm);
        TemperatureDeadbandCelsius = point.Real("temperatureDeadbandCelsius", TemperatureDeadbandCelsius);
        HumidityDeadbandPercent = point.Real("humidityDeadbandPercent", HumidityDeadbandPercent);
        AirOf = point.OptionalText("airOf");
        CubicMetres = point.Has("cubicMetres") ? point.Real("cubicMetres", 0) : null;
    }

    /// <summary>The chip is read, and changes are reported, this often, in s.</summary>
    public int ReportSeconds { get; init; } = 60;

    /// <summary>A change is reported when it is at least this much; the same for the two other quantities.</summary>
    public double Co2DeadbandPpm { get; init; } = 25;

    public double TemperatureDeadbandCelsius { get; init; } = 0.2;

    public double HumidityDeadbandPercent { get; init; } = 1;

    /// <summary>The room, or the only desk of an office, whose air this is, for example <c>room/3</c>: its CO₂ is then evidence for presence there. Null for none.</summary>
    public string? AirOf { get; init; }

    /// <summary>The volume of that room in m³; null when it is not known.</summary>
    public double? CubicMetres { get; init; }

    internal override IReadOnlyList<ChipType> Chips => ChipTypes;

    /// <summary>The chips that can be used.</summary>
    public static IReadOnlyList<ChipType> ChipTypes { get; } = [new("scd4x"), new("bme280", HasSpi: true), new("sht4x")];

    internal static SensorKind Registration { get; } = new("climate", point => new ClimateConfig(point));

    internal override SensorKind Kind => Registration;

    internal override IReadOnlyList<PointKind> PointKinds => [PointKind.Environment];

    internal bool HasCo2 => Chip == "scd4x";

    internal override IReadOnlyList<PointMetric> Metrics =>
    [
        .. HasCo2 ? [PointMetric.Co2] : Array.Empty<PointMetric>(),
        PointMetric.Temperature, PointMetric.Humidity,
    ];

    internal override void Check(SettingsRules rules, ZonePoints zone)
    {
        // The SCD4x measures once in 5 s.
        rules.Within("reportSeconds", ReportSeconds, 5, 3600);
        rules.Within("co2DeadbandPpm", Co2DeadbandPpm, 0, 1000);
        rules.Within("temperatureDeadbandCelsius", TemperatureDeadbandCelsius, 0, 10);
        rules.Within("humidityDeadbandPercent", HumidityDeadbandPercent, 0, 50);
        CheckReports(rules, ReportSeconds);
        CheckEvidence(rules, "airOf", AirOf, zone, ReportSeconds);
        if (AirOf is not null && !HasCo2) rules.Fault("airOf", $"\"{AirOf}\"", $"a {Chip} does not measure CO₂: use \"scd4x\", or remove it");
        if (CubicMetres is not { } metres) return;
        rules.Within("cubicMetres", metres, 5, 5000);
        if (AirOf is null) rules.Fault("cubicMetres", FormattableString.Invariant($"{metres}"), "set airOf as well: of which room is this the volume?");
    }

    internal override Func<string?> OpenTrial(IBusController buses)
    {
        var (chip, range) = (buses.Open<IClimateSensor>(At), ClimateRange.Of(Chip));
        return () => chip.TryRead(out var air) ? $"{Words(air)}{(range.Holds(air) ? "" : ": outside the range of its data sheet")}" : null;
    }

    private static string Words(AirMeasurement air) => string.Join(
        ", ",
        ((string?[])[Word(air.Co2Ppm, "ppm CO₂"), Word(air.TemperatureCelsius, "°C"), Word(air.HumidityPercent, "%RH")]).OfType<string>());

    private static string? Word(float? value, string unit) => value is { } number ? FormattableString.Invariant($"{number:0.#} {unit}") : null;

    internal override PolledSensor BuildPolled(ISensorContext context)
    {
        var reports = new ClimateReports(HasCo2 ? Report(context, PointMetric.Co2) : null, Report(context, PointMetric.Temperature), Report(context, PointMetric.Humidity));
        var evidence = AirOf is { } place ? context.Evidence(new AirBalance(CubicMetres), place) : null;
        return new ClimateSensor(context.Name, this, context.Chip<IClimateSensor>(At), reports, evidence, context.Time);
    }
}
