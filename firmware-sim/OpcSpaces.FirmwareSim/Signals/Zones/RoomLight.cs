using OpcSpaces.FirmwareSim.Building.Kinds;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Signals.Zones;

/// <summary>
/// The light on a sensor in one room, as <see cref="LightKind"/> describes it. Each day is clear or dull, and clouds pass every ten
/// minutes; the lamps follow the people, a detector or the clock. The times of calls do not go back.
/// </summary>
/// <param name="kind">The light.</param>
/// <param name="random">The random numbers of each local day, by its number.</param>
/// <param name="clock">The people's clock.</param>
internal sealed class RoomLight(LightKind kind, Func<int, SeededRandom> random, BuildingClock clock)
{
    private const double Sunrise = 6, Sunset = 18.5, CloudHours = 1.0 / 6, DullestDay = 0.15, DarkestCloud = 0.4;

    // Somebody who works notices late that it became dark.
    private const double NoticedShare = 0.6;

    private readonly double[] _clouds = new double[24 * 6];
    private SeededRandom? _today;
    private int? _day;
    private int _people;
    private bool _isLit;
    private DateTimeOffset? _left;

    public void SetPeople(int people, DateTimeOffset now)
    {
        var (came, left) = (_people == 0 && people > 0, _people > 0 && people == 0);
        var daylight = Daylight(now);
        _people = people;
        if (came) _isLit |= daylight < kind.TooDarkLux;
        if (!left) return;
        (_left, _isLit) = (now, _isLit && _today!.Chance(kind.ForgetsChance));
    }

    /// <summary>The illuminance, in lx.</summary>
    public double LuxAt(DateTimeOffset now)
    {
        var (daylight, hour) = (Daylight(now), clock.Local(now).TimeOfDay.TotalHours);
        var isByDay = hour >= kind.LitHours.From && hour < kind.LitHours.To;
        if (_people > 0) _isLit |= daylight < kind.TooDarkLux * NoticedShare;
        else if (!isByDay) _isLit = false;
        var isLit = kind.Switching switch
        {
            LampSwitching.People => _isLit,
            LampSwitching.Detector => _people > 0 || (now - _left)?.TotalMinutes < kind.HeldMinutes,
            LampSwitching.Clock => isByDay && IsWorkday(now),
            _ => false,
        };
        return daylight + (isLit ? kind.LampLux : 0) + (isByDay && IsWorkday(now) ? kind.CorridorLux : 0);
    }

    private double Daylight(DateTimeOffset now)
    {
        var local = clock.Local(now);
        var (hour, day) = (local.TimeOfDay.TotalHours, DateOnly.FromDateTime(local).DayNumber);
        if (day != _day) Begin(day);
        return hour is <= Sunrise or >= Sunset ? 0 : kind.DaylightLux * _clouds[(int)(hour / CloudHours)] * Math.Sin(Math.PI * (hour - Sunrise) / (Sunset - Sunrise));
    }

    private void Begin(int day)
    {
        (_day, _today) = (day, random(day));
        var clear = _today.Between(DullestDay, 1);
        for (var i = 0; i < _clouds.Length; i++) _clouds[i] = clear * _today.Between(DarkestCloud, 1);
    }

    private bool IsWorkday(DateTimeOffset now) => clock.Local(now).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}
