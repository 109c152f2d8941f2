namespace OpcSpaces.FirmwareSim.People.Days.Traces;

/// <summary>
/// Shenzhen's air-conditioning year: cooling from 26 May to 7 October, dehumidifying from 6 April to 25 May, otherwise ventilation.
/// HVAC is 26.8 % of the 82.1 kWh/m² a year of commercial offices (monitored public buildings of Shenzhen, 2020), so 22 kWh/m²: 18
/// of them in the opening hours of workdays, most in the afternoons of July, and the rest outside these hours (<see
/// cref="LightAndCooling"/>). Light and sockets are 64.2 %, 52.7 kWh/m²; the rest (lifts, pumps) is on no meter of a zone.
/// </summary>
internal static class Season
{
    private const double VentilationWatts = 1.5;
    private const double DehumidifyingWatts = 6;
    private const double CoolingWatts = 11;
    private const double WarmestDay = 206;

    public static bool Cools(DateOnly date) => (date.Month, date.Day) is (5, >= 26) or ( >= 6 and <= 9, _) or (10, <= 7);

    public static bool Dehumidifies(DateOnly date) => (date.Month, date.Day) is (4, >= 6) or (5, < 26);

    /// <summary>Power of the air conditioning per square metre of floor in an opening hour, in W.</summary>
    public static double WattsPerSquareMetre(DateOnly date, int hour) =>
        Cools(date) ? CoolingWatts * (1 + 0.35 * Math.Cos((date.DayOfYear - WarmestDay) * Math.PI / 70)) * (1 + 0.2 * Math.Cos((hour - 15) * Math.PI / 9))
        : Dehumidifies(date) ? DehumidifyingWatts
        : VentilationWatts;

    /// <summary>Mean outdoor temperature of a day, in °C: 15.5 in January, 29 in July (the city's climate normals, rounded).</summary>
    public static double OutdoorCelsius(DateOnly date) => 22.8 + 6.6 * Math.Cos((date.DayOfYear - WarmestDay) * 2 * Math.PI / 365);
}
