using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.PulseMeters;

/// <summary>The pulse output of an electricity meter (S0, IEC 62053-31). Makes <c>{point}/energy</c> in Wh and <c>{point}/power</c> in W.</summary>
public sealed record PulseMeterConfig : PinPointConfig
{
    /// <summary>The constant that is printed on the meter.</summary>
    public int PulsesPerKilowattHour { get; init; } = 1000;

    /// <summary>In ms. A rise that follows the last one sooner than this is a bounce, and so is a pulse that comes sooner after another one and is shorter than this. A pulse shorter than a fifth of it is a spike. (S0: pulses and pauses last at least 30 ms.)</summary>
    public int ShortestGapMs { get; init; } = 10;

    /// <summary>Changes are reported at most once in this time, in s.</summary>
    public int ReportSeconds { get; init; } = 10;

    /// <summary>What the meter itself showed when it was wired, in Wh. Used once, while no register is stored yet.</summary>
    public long StartWattHours { get; init; }

    /// <summary>The fuse before the meter, in A. Pulses for more energy than the fuse allows are a fault and are not added. 0 means no limit.</summary>
    public int FuseAmperes { get; init; }

    /// <summary>The voltage between a phase and neutral.</summary>
    public int Volts { get; init; } = 230;

    /// <summary>The number of phases with such a fuse that the meter measures.</summary>
    public int Phases { get; init; } = 1;

    internal static SensorKind Registration { get; } = new("pulseMeter", From);

    internal override SensorKind Kind => Registration;

    internal override IReadOnlyList<PointKind> PointKinds => [PointKind.Meter];

    internal override IReadOnlyList<PointMetric> Metrics =>
        [PointMetric.Energy, PointMetric.Power];

    internal override bool NeedsExactEdges => true;

    internal static PulseMeterConfig From(SettingsSection point)
    {
        var config = new PulseMeterConfig { Point = point.RequiredText("point"), Pin = point.RequiredPin("pin") };
        return config with
        {
            PulsesPerKilowattHour = point.Number("pulsesPerKilowattHour", config.PulsesPerKilowattHour),
            ShortestGapMs = point.Number("shortestGapMs", config.ShortestGapMs),
            ReportSeconds = point.Number("reportSeconds", config.ReportSeconds),
            StartWattHours = point.LongNumber("startWattHours", config.StartWattHours),
            FuseAmperes = point.Number("fuseAmperes", config.FuseAmperes),
            Volts = point.Number("volts", config.Volts),
            Phases = point.Number("phases", config.Phases),
        };
    }

    internal override void Check(SettingsRules rules, ZonePoints zone)
    {
        rules.Within("pulsesPerKilowattHour", PulsesPerKilowattHour, 1, 1_000_000);
        rules.Within("shortestGapMs", ShortestGapMs, 0, 10_000);
        rules.Within("reportSeconds", ReportSeconds, 1, 3600);
        rules.Within("startWattHours", StartWattHours, 0, 1_000_000_000_000);
        rules.Within("fuseAmperes", FuseAmperes, 0, 6300);
        rules.Within("volts", Volts, 12, 1000);
        rules.Within("phases", Phases, 1, 3);
    }

    internal override ISensor Build(ISensorContext context)
    {
        var outputs = new PulseMeterOutputs(context.Metric(PointMetric.Energy), context.Metric(PointMetric.Power), context.ReportTelemetry, context.KeepRegister);
        return new PulseMeter(context.Name, this, outputs, context.Pin(Pin), context.Register, context.Time);
    }
}
