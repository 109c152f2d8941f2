using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing.Light;

/// <summary>
/// The light at a place, from a chip on a bus (BH1750: https://www.mouser.com/datasheet/2/348/bh1750fvi-e-186247.pdf). Its range is 0 to
/// 65,535 counts at 1.2 counts for 1 lx. The end of the range is no measurement and absurd: it is too bright for the chip, or nobody drives
/// the bus, which reads as all 1. A bus that reads as all 0 is a dark room here, because the chip has no register to tell them apart. A dark room may stay at its few lx for ever; any other value that never changes
/// is frozen.
/// </summary>
internal sealed class LightSensor(SensorName name, LightConfig config, ILightSensor chip, ValueReport report, IGradedEvidence? evidence, TimeProvider time)
    : PolledSensor(name, TimeSpan.FromSeconds(config.ReportSeconds), time)
{
    private const double MostLux = 65_535 / 1.2;
    private const double DarkLux = 10;
    private double _lux;

    /// <summary>Whether the chip can measure this. Half a count below the end, which the driver computes in another order.</summary>
    public static bool IsPossible(double lux) => lux is >= 0 and < MostLux - 0.4;

    protected override ChipAnswer Ask()
    {
        if (!chip.TryRead(out _lux)) return ChipAnswer.Silent;
        return IsPossible(_lux) ? new ChipAnswer(SensorCondition.Sound, _lux < DarkLux ? 0 : BitConverter.DoubleToInt64Bits(_lux)) : ChipAnswer.Absurd;
    }

    protected override void Take(DateTimeOffset now)
    {
        report.Offer((float)_lux, Math.Max(config.DeadbandLux, _lux * config.DeadbandPercent / 100), now);
        evidence?.Take(_lux, now);
    }

    protected override void OnLost(DateTimeOffset now)
    {
        report.Lose(now);
        evidence?.Lose(now);
    }
}
