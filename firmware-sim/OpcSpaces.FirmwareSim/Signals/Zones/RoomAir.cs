using OpcSpaces.FirmwareSim.Building.Kinds;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Signals.Zones;

/// <summary>
/// The CO₂ of one room as <see cref="AirKind"/> describes it, as a sensor in it shows it. Two volumes mix, the ventilation runs by the
/// clock, windows and doors are opened at random, and the neighbours' air comes in. It is computed in steps of ten seconds, up to the time
/// of the latest call; people who come or go count from the next step on.
/// </summary>
/// <param name="kind">The air.</param>
/// <param name="random">The random numbers of each local day, by its number.</param>
/// <param name="clock">The people's clock.</param>
/// <param name="start">The beginning, in fresh air.</param>
internal sealed class RoomAir(AirKind kind, Func<int, SeededRandom> random, BuildingClock clock, DateTimeOffset start)
{
    private const double StepHours = StepSeconds / 3600.0;
    private const int StepSeconds = 10;
    private const double OpenDoor = 5, DoorHours = 0.5;
    private const double HoursOfWeek = 168;

    private readonly List<(double From, double To)> _windows = [], _doors = [];
    private double _near = ZoneAir.OutdoorPpm, _far = ZoneAir.OutdoorPpm, _shown = ZoneAir.OutdoorPpm;
    private readonly DateTimeOffset _start = start;
    private DateTimeOffset _now = start;
    private int _people;
    private int? _day;

    public AirKind Kind => kind;

    public void SetPeople(int people, DateTimeOffset now)
    {
        PpmAt(now);
        _people = people;
    }

    /// <summary>What the sensor shows; the times of calls do not go back.</summary>
    public double PpmAt(DateTimeOffset now)
    {
        for (; _now.AddSeconds(StepSeconds) <= now; _now = _now.AddSeconds(StepSeconds)) Step();
        return _shown + (kind.DriftPpm * (_now - _start).TotalHours / HoursOfWeek);
    }

    private void Step()
    {
        var local = clock.Local(_now);
        var (hour, day) = (local.TimeOfDay.TotalHours, DateOnly.FromDateTime(local).DayNumber);
        if (day != _day) Open(day);
        var changes = (hour >= kind.VentilatedHours.From && hour < kind.VentilatedHours.To ? kind.VentilatedChanges : kind.RestingChanges)
            + (IsIn(_windows, hour) ? kind.WindowChanges : 0);
        var exchange = kind.NeighbourChanges * (IsIn(_doors, hour) ? OpenDoor : 1);
        var breath = kind.LitresPerSecond * 3600 * 1000 * _people / (kind.CubicMetres * kind.PeopleShare);
        var mixed = kind.Mixing * (_far - _near);
        var next = ZoneAir.OutdoorPpm + (kind.NeighbourPpm * Busy(local.DayOfWeek, hour));
        _near += StepHours * (breath + (changes * (ZoneAir.OutdoorPpm - _near)) + (mixed / kind.PeopleShare));
        _far += StepHours * ((changes * (ZoneAir.OutdoorPpm - _far)) - (mixed / (1 - kind.PeopleShare)) + (exchange * (next - _far) / (1 - kind.PeopleShare)));
        _shown += (_far - _shown) * (1 - Math.Exp(-StepSeconds / Math.Max(1, kind.LagSeconds)));
    }

    private void Open(int day)
    {
        _day = day;
        _windows.Clear();
        _doors.Clear();
        var numbers = random(day);
        Add(_windows, kind.WindowsPerDay, kind.WindowMinutes / 60);
        Add(_doors, kind.DoorsPerDay, DoorHours);

        void Add(List<(double From, double To)> spans, double perDay, double hours)
        {
            if (perDay <= 0) return;
            for (var from = 8 + numbers.Exponential(12 / perDay); from < 20; from += numbers.Exponential(12 / perDay))
                spans.Add((from, from + numbers.Exponential(hours)));
        }
    }

    private static bool IsIn(List<(double From, double To)> spans, double hour)
    {
        foreach (var (from, to) in spans)
        {
            if (hour >= from && hour < to) return true;
        }

        return false;
    }

    // How used the air next door is, from 0 to 1: rises in the morning, less at noon, falls in the evening.
    private static double Busy(DayOfWeek day, double hour) => day is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0.1
        : hour < 8 ? 0
        : hour < 11 ? (hour - 8) / 3
        : hour < 12 ? 1
        : hour < 14 ? 0.7
        : hour < 18 ? 1
        : hour < 22 ? (22 - hour) / 4
        : 0;
}
