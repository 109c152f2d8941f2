using OpcSpaces.FirmwareSim.People.Days.Events;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Signals.Zones;

/// <summary>Runs the days of one zone: one timer that goes from event to event, for any number of desks.</summary>
internal sealed class ZoneLife : IDisposable
{
    private readonly Func<DateOnly, ZoneDay> _days;
    private readonly ZoneHardware _hardware;
    private readonly VirtualTime _time;
    private readonly BuildingClock _clock;
    private readonly VirtualTimer _timer;
    private DateOnly _date;
    private DateTimeOffset _midnight;
    private ZoneEvent[] _events = [];
    private int _next;

    /// <summary>Starts with the state of the zone at this moment.</summary>
    public ZoneLife(Func<DateOnly, ZoneDay> days, ZoneHardware hardware, VirtualTime time, BuildingClock clock)
    {
        (_days, _hardware, _time, _clock) = (days, hardware, time, clock);
        _timer = time.CreateTimer(OnDue);
        var now = time.GetUtcNow();
        var local = clock.Local(now);
        Open(DateOnly.FromDateTime(local));
        for (; _next < _events.Length && _events[_next].Seconds <= local.TimeOfDay.TotalSeconds; _next++)
            _hardware.Apply(_events[_next], _date, At(_events[_next]), live: false);
        _hardware.Settle(_date, now);
        SetTimer();
    }

    public int PeopleAtDesks => _hardware.PeopleAtDesks;

    /// <summary>Number of people at desks and in rooms.</summary>
    public int People => _hardware.People;

    /// <summary>The motion detector of a desk or a room; null if it has none.</summary>
    public MotionDetector? DetectorOf(string point) => _hardware.DetectorOf(point);

    /// <summary>The output of a meter; null if the zone has no such meter.</summary>
    public PulseOutput? MeterOf(string point) => _hardware.MeterOf(point);

    public void Dispose()
    {
        _timer.Dispose();
        _hardware.Dispose();
    }

    private void OnDue()
    {
        if (_next == _events.Length)
        {
            Open(_date.AddDays(1));
            _hardware.OnMidnight();
        }
        var now = _time.GetUtcNow();
        for (; _next < _events.Length && At(_events[_next]) <= now; _next++)
            _hardware.Apply(_events[_next], _date, now, live: true);
        SetTimer();
    }

    private void Open(DateOnly date)
    {
        (_date, _midnight, _next) = (date, _clock.Instant(date, 0), 0);
        _events = _days(date).Events;
    }

    private DateTimeOffset At(ZoneEvent happening) => _midnight.AddMilliseconds(happening.Milliseconds);

    private void SetTimer() => _timer.Set(_next < _events.Length ? At(_events[_next]) : _midnight.AddDays(1));
}
