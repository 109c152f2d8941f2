using OpcSpaces.FirmwareSim.People.Days.Traces;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Signals.Zones;

/// <summary>
/// The air of one zone as one well-mixed volume, in closed form since the number of people last changed, so that nothing is
/// computed until somebody reads it. CO₂ is a mass balance: 0.0052 l/s per person in office work (ASTM D6245-18, 1.2 met), 420 ppm
/// outside, 30 m³/h of fresh air per person (GB 50736-2012, offices) and 0.4 air changes an hour without people. Temperature and
/// humidity approach the set point within an hour while people are there, and the weather within half a day without people
/// (estimated figures); the season is that of each date.
/// </summary>
/// <param name="areaSquareMetres">The area of the zone.</param>
/// <param name="clock">The people's clock.</param>
/// <param name="start">The beginning.</param>
/// <param name="room">The CO₂ of a room whose air has a kind; null for the mass balance above.</param>
internal sealed class ZoneAir(double areaSquareMetres, BuildingClock clock, DateTimeOffset start, RoomAir? room = null)
{
    public const double OutdoorPpm = 420;

    private const double RoomHeightMetres = 2.8;
    private const double CubicMetresPerPersonHour = 0.0052 * 3.6;
    private const double FreshAirPerPersonHour = 30;
    private const double LeastAirChanges = 0.4;
    private const double ConditionedHours = 0.7;
    private const double DriftHours = 12;

    /// <summary>The time after which the earlier state has no effect any more.</summary>
    private static readonly TimeSpan LongestMemory = TimeSpan.FromDays(20);

    private readonly double _volume = Math.Max(10, areaSquareMetres * RoomHeightMetres);
    private DateTimeOffset _since = start;
    private double _people;
    private (double Ppm, double Celsius, double Humidity) _then = (OutdoorPpm + 30, 24.5, 58);

    /// <summary>The noise of a CO₂ sensor: up to this much, in ppm, to either side.</summary>
    public double NoisePpm => room?.Kind.NoisePpm ?? 5;

    /// <summary>Sets the number of people in the zone from now on.</summary>
    public void SetPeople(int people, DateTimeOffset now)
    {
        _then = At(now);
        (_since, _people) = (now, people);
        room?.SetPeople(people, now);
    }

    public (double Ppm, double Celsius, double Humidity) At(DateTimeOffset now)
    {
        var hours = Math.Max(0, (now - _since).TotalHours);
        var changes = Math.Max(LeastAirChanges, FreshAirPerPersonHour * _people / _volume);
        var settled = OutdoorPpm + 1e6 * CubicMetresPerPersonHour * _people / (changes * _volume);
        var (celsius, humidity) = ClimateAt(now);
        return (room?.PpmAt(now) ?? Towards(_then.Ppm, settled, hours * changes), celsius, humidity);
    }

    private (double Celsius, double Humidity) ClimateAt(DateTimeOffset now)
    {
        var (celsius, humidity) = (_then.Celsius, _then.Humidity);
        var lag = _people > 0 ? ConditionedHours : DriftHours;
        for (var from = now - _since > LongestMemory ? now - LongestMemory : _since; from < now;)
        {
            var date = DateOnly.FromDateTime(clock.Local(from));
            var midnight = clock.Instant(date.AddDays(1), 0);
            var to = midnight < now ? midnight : now;
            var aim = _people > 0 ? SetPoint(date) : Weather(date);
            var constants = (to - from).TotalHours / lag;
            (celsius, humidity, from) = (Towards(celsius, aim.Celsius, constants), Towards(humidity, aim.Humidity, constants), to);
        }
        return (celsius, humidity);
    }

    private static (double Celsius, double Humidity) SetPoint(DateOnly date) => Season.Cools(date) ? (25.5, 55) : Season.Dehumidifies(date) ? (25, 58) : (23.5, 50);

    private static (double Celsius, double Humidity) Weather(DateOnly date) => (Season.OutdoorCelsius(date) + 2, Season.Cools(date) || Season.Dehumidifies(date) ? 78 : 62);

    private static double Towards(double from, double to, double timeConstants) => to + (from - to) * Math.Exp(-timeConstants);
}
