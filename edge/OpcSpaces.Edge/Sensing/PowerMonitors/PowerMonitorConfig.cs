using System.Diagnostics.CodeAnalysis;
using OpcSpaces.Edge.Sensing.Buses;
using OpcSpaces.Edge.Sensing.Kinds;
using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Points;
using OpcSpaces.Settings;

namespace OpcSpaces.Edge.Sensing.PowerMonitors;

/// <summary>A power monitor at the sockets of a desk. Makes <c>{point}/power</c> in W, and is evidence for <c>{point}/occupied</c>.</summary>
public sealed record PowerMonitorConfig : ReportedPointConfig
{
    private const double LeastActiveWatts = 1, MostActiveWatts = 10_000;
    private const double LeastShuntOhms = 0.001, MostShuntOhms = 1;

    public PowerMonitorConfig()
    {
    }

    [SetsRequiredMembers]
    private PowerMonitorConfig(SettingsSection point)
        : base(point)
    {
        ActiveWatts = point.Real("activeWatts", ActiveWatts);
        MaximumWatts = Optional("maximumWatts");
        ShuntOhms = Optional("shuntOhms");
        Input = point.OptionalText("input");
        AmperesPerVolt = Optional("amperesPerVolt");
        Volts = Optional("volts");
        PowerFactor = Optional("powerFactor");
        PollSeconds = point.Number("pollSeconds", PollSeconds);
        DeadbandWatts = point.Real("deadbandWatts", DeadbandWatts);
        DeadbandPercent = point.Real("deadbandPercent", DeadbandPercent);

        double? Optional(string name) => point.Has(name) ? point.Real(name, 0) : null;
    }

    /// <summary>From this power on somebody works there, in W. Standby is 3 to 10 W. A place that draws more at rest is compared with its rest, which is learned (<see cref="PowerUse"/>).</summary>
    public double ActiveWatts { get; init; } = 30;

    /// <summary>The most that the desk can draw, in W. More is a fault. Null for the most that the chip can measure: 3680 W with a clamp, 26 V times the current of the shunt with an INA219.</summary>
    public double? MaximumWatts { get; init; }

    /// <summary>INA219: the resistor of the module, in Ω. Null for 0.1.</summary>
    public double? ShuntOhms { get; init; }

    /// <summary>ADS1115: the input of the clamp, <c>0</c> to <c>3</c>, or a pair, <c>0-1</c> or <c>2-3</c>. Null for <c>0</c>.</summary>
    public string? Input { get; init; }

    /// <summary>ADS1115: the current for 1 V at the input, in A. 30 for a clamp with "30 A/1 V" on it. Null for 30.</summary>
    public double? AmperesPerVolt { get; init; }

    /// <summary>ADS1115: the voltage of the circuit, in V. It is not measured. Null for 230.</summary>
    public double? Volts { get; init; }

    /// <summary>ADS1115: real power by apparent power. About 0.95 for the power supplies of computers with correction, 0.6 without. Null for 0.95.</summary>
    public double? PowerFactor { get; init; }

    /// <summary>The chip is read this often, in s.</summary>
    public int PollSeconds { get; init; } = 10;

    /// <summary>A change is reported when it is at least this many W and at least <see cref="DeadbandPercent"/>.</summary>
    public double DeadbandWatts { get; init; } = 5;

    public double DeadbandPercent { get; init; } = 5;

    internal override IReadOnlyList<ChipType> Chips => ChipTypes;

    /// <summary>The chips that can be used.</summary>
    public static IReadOnlyList<ChipType> ChipTypes { get; } = [new("ina219"), new("ads1115")];

    // INA219: 26 V, and 320 mV at the shunt (data sheet SBOS448, 7.1 and 7.5).
    private double MostDirectWatts => Shunt.Ohms > 0 ? 26 * 0.32 / Shunt.Ohms : 0;

    private ShuntWiring Shunt => new(ShuntOhms ?? 0.1);

    private ClampWiring Clamp => new(Input ?? "0", AmperesPerVolt ?? 30, Volts ?? 230, PowerFactor ?? 0.95);

    /// <summary>The limit that holds.</summary>
    internal double LimitWatts => MaximumWatts ?? (HasClamp ? 3680 : MostDirectWatts);

    private bool HasClamp => Chip == "ads1115";

    private protected override ChipWiring? Wiring => HasClamp ? Clamp : Shunt;

    internal static SensorKind Registration { get; } = new("powerMonitor", point => new PowerMonitorConfig(point));

    internal override SensorKind Kind => Registration;

    internal override IReadOnlyList<PointKind> PointKinds => [PointKind.Desk, PointKind.Room];

    internal override IReadOnlyList<PointMetric> Metrics =>
        [PointMetric.Power, PointMetric.Occupied];

    internal override void Check(SettingsRules rules, ZonePoints zone)
    {
        rules.Within("activeWatts", ActiveWatts, LeastActiveWatts, MostActiveWatts);
        if (HasClamp) CheckClamp(rules);
        else CheckShunt(rules);
        rules.Within("pollSeconds", PollSeconds, 1, 3600);
        rules.Within("deadbandWatts", DeadbandWatts, 0, 1000);
        rules.Within("deadbandPercent", DeadbandPercent, 0, 100);
        CheckReports(rules, PollSeconds);
    }

    private void CheckClamp(SettingsRules rules)
    {
        // Where the power from which somebody works is a fault itself, it is no limit of another setting.
        rules.Within("maximumWatts", LimitWatts, ActiveWatts is >= LeastActiveWatts and <= MostActiveWatts ? ActiveWatts : LeastActiveWatts, 25_000);
        if (Clamp.Input is not ("0" or "1" or "2" or "3" or "0-1" or "2-3")) rules.Fault("input", $"\"{Input}\"", "use \"0\", \"1\", \"2\" or \"3\", or a pair: \"0-1\" or \"2-3\"");
        rules.Within("amperesPerVolt", Clamp.AmperesPerVolt, 1, 1000);
        rules.Within("volts", Clamp.Volts, 12, 1000);
        rules.Within("powerFactor", Clamp.PowerFactor, 0.1, 1);
        if (ShuntOhms is { } ohms) rules.Fault("shuntOhms", FormattableString.Invariant($"{ohms}"), "an ADS1115 measures with a current clamp, and has no shunt: remove it, or use \"ina219\" for direct current");
    }

    private void CheckShunt(SettingsRules rules)
    {
        rules.Within("shuntOhms", Shunt.Ohms, LeastShuntOhms, MostShuntOhms);
        if (Chip == "ina219") RefuseClamp(rules);
        // The limits below follow from the shunt.
        if (Shunt.Ohms is not (>= LeastShuntOhms and <= MostShuntOhms)) return;
        if (MaximumWatts is { } most && most > MostDirectWatts)
            rules.Fault("maximumWatts", FormattableString.Invariant($"{most}"), FormattableString.Invariant($"an INA219 measures direct current, and with this shunt {MostDirectWatts:0.#} W at most: use less, or \"ads1115\" with a current clamp for a 230 V circuit"));
        else if (LimitWatts < ActiveWatts && ActiveWatts <= MostActiveWatts)
            rules.Fault("activeWatts", FormattableString.Invariant($"{ActiveWatts}"), FormattableString.Invariant($"use {LimitWatts:0.#} or less, the limit of this desk"));
    }

    private void RefuseClamp(SettingsRules rules)
    {
        foreach (var (name, value) in new (string, object?)[] { ("input", Input is null ? null : $"\"{Input}\""), ("amperesPerVolt", AmperesPerVolt), ("volts", Volts), ("powerFactor", PowerFactor) })
        {
            if (value is not null)
                rules.Fault(name, FormattableString.Invariant($"{value}"), "an INA219 measures direct current only, and this belongs to a current clamp: remove it, or use \"ads1115\" with a clamp for a 230 V circuit");
        }
    }

    internal override Func<string?> OpenTrial(IBusController buses)
    {
        var chip = buses.Open<IPowerMonitor>(At);
        return () => !chip.TryRead(out var watts) ? null
            : double.IsInfinity(watts) ? "more than the chip can measure"
            : FormattableString.Invariant($"{Math.Round(watts, 1) + 0.0:0.#} W{(watts > LimitWatts ? ": more than the desk can draw" : "")}");
    }

    internal override PolledSensor BuildPolled(ISensorContext context) =>
        new PowerMonitor(context.Name, this, context.Chip<IPowerMonitor>(At), Report(context, PointMetric.Power), context.Evidence(EvidenceKind.Power), context.Time);
}
