using OpcSpaces.Edge.Sensing.Polling;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing.Climate;

/// <summary>
/// Carbon dioxide, temperature and humidity of the air, from a chip on a bus, as far as the chip measures them. A value outside the
/// range of the chip (<see cref="ClimateRange"/>) is absurd, and so is an answer without a quantity that the chip measures. CO₂ may be
/// evidence for a place.
/// </summary>
internal sealed class ClimateSensor(SensorName name, ClimateConfig config, IClimateSensor chip, ClimateReports reports, IGradedEvidence? evidence, TimeProvider time)
    : PolledSensor(name, TimeSpan.FromSeconds(config.ReportSeconds), time)
{
    private readonly ClimateRange _range = ClimateRange.Of(config.Chip);
    private AirMeasurement _air;

    protected override ChipAnswer Ask()
    {
        if (!chip.TryRead(out _air)) return ChipAnswer.Silent;
        return _range.Holds(_air) ? new ChipAnswer(SensorCondition.Sound, HashCode.Combine(_air.Co2Ppm, _air.TemperatureCelsius, _air.HumidityPercent)) : ChipAnswer.Absurd;
    }

    protected override void Take(DateTimeOffset now)
    {
        if (_air.Co2Ppm is { } co2)
        {
            reports.Co2?.Offer(co2, config.Co2DeadbandPpm, now);
            evidence?.Take(co2, now);
        }

        if (_air.TemperatureCelsius is { } temperature) reports.Temperature.Offer(temperature, config.TemperatureDeadbandCelsius, now);
        if (_air.HumidityPercent is { } humidity) reports.Humidity.Offer(humidity, config.HumidityDeadbandPercent, now);
    }

    protected override void OnLost(DateTimeOffset now)
    {
        reports.Co2?.Lose(now);
        reports.Temperature.Lose(now);
        reports.Humidity.Lose(now);
        evidence?.Lose(now);
    }
}
