namespace OpcSpaces.Edge.Sensing.Climate;

/// <summary>
/// The range of a chip according to its data sheet. SCD4x: CO₂ up to 40,000 ppm (0 before the first measurement is ready), −10 to
/// 60 °C (https://sensirion.com/media/documents/48C4B7FB/64C134E7/Sensirion_SCD4x_Datasheet.pdf). BME280: −40 to 85 °C, no CO₂
/// (https://www.bosch-sensortec.com/media/boschsensortec/downloads/datasheets/bst-bme280-ds002.pdf). SHT4x: −40 to 125 °C, no CO₂
/// (https://sensirion.com/media/documents/33FD6951/67EB9032/HT_DS_Datasheet_SHT4x_5.pdf). All: 0 to 100 %RH. No air on earth has less
/// than 250 ppm of CO₂.
/// </summary>
internal sealed record ClimateRange((float Least, float Most)? Co2Ppm, (float Least, float Most) TemperatureCelsius)
{
    public static ClimateRange Of(string chip) => chip switch
    {
        "scd4x" => new((250, 40_000), (-10, 60)),
        "sht4x" => new(null, (-40, 125)),
        _ => new(null, (-40, 85)),
    };

    public bool Holds(AirMeasurement air) =>
        (Co2Ppm is not { } co2 || IsWithin(air.Co2Ppm, co2)) && IsWithin(air.TemperatureCelsius, TemperatureCelsius) && IsWithin(air.HumidityPercent, (0, 100));

    private static bool IsWithin(float? value, (float Least, float Most) range) => value >= range.Least && value <= range.Most;
}
