using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.People;

/// <summary>Lives through somebody's (or something's) days: says when each stay begins and ends, day after day, from any moment on.</summary>
internal sealed class Agenda : IDisposable
{
    private readonly VirtualTime _time;
    private readonly BuildingClock _clock;
    private readonly Func<DateOnly, IReadOnlyList<Stay>> _stays;
    private readonly VirtualTimer _timer;
    private DateOnly _date;
    private Queue<Stay> _today = new();

    public Agenda(VirtualTime time, BuildingClock clock, Func<DateOnly, IReadOnlyList<Stay>> stays)
    {
        (_time, _clock, _stays) = (time, clock, stays);
        _timer = time.CreateTimer(OnDue);
    }

    public bool Present { get; private set; }

    /// <summary>A stay begins.</summary>
    public event Action? Came;

    /// <summary>A stay ends.</summary>
    public event Action? Left;

    /// <summary>Finds out whether a stay is on right now, without an event, and goes on from here.</summary>
    public void Start()
    {
        var local = _clock.Local(_time.GetUtcNow());
        Open(DateOnly.FromDateTime(local));
        while (_today.TryPeek(out var stay) && stay.ToSeconds <= local.TimeOfDay.TotalSeconds)
            _today.Dequeue();
        Present = _today.TryPeek(out var first) && first.FromSeconds <= local.TimeOfDay.TotalSeconds;
        SetTimer();
    }

    public void Dispose() => _timer.Dispose();

    private void OnDue()
    {
        if (_today.Count == 0)
        {
            Open(_date.AddDays(1));
        }
        else if (Present)
        {
            Present = false;
            _today.Dequeue();
            Left?.Invoke();
        }
        else
        {
            Present = true;
            Came?.Invoke();
        }
        SetTimer();
    }

    private void Open(DateOnly date)
    {
        _date = date;
        _today = new Queue<Stay>(_stays(date));
    }

    private void SetTimer() => _timer.Set(_today.TryPeek(out var stay)
        ? _clock.Instant(_date, Present ? stay.ToSeconds : stay.FromSeconds)
        : _clock.Instant(_date.AddDays(1), 0));
}
