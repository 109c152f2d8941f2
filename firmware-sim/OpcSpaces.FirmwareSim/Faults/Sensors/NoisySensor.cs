using OpcSpaces.FirmwareSim.Faults.Effects;
using OpcSpaces.FirmwareSim.Scripts;
using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Faults.Sensors;

/// <summary>
/// A loose contact: about every half minute there is a burst of up to 40 edges, 1 to 80 ms apart; then the line stays at either
/// level until the next burst (estimated figures). A chip returns wrong values.
/// </summary>
internal sealed class NoisySensor : IEffect
{
    private const long NoisePart = -50;
    private const double BetweenSeconds = 30;
    private const int MostEdges = 40;

    private readonly ScriptedSensor _sensor;
    private readonly VirtualTime _time;
    private readonly VirtualTimer _timer;
    private readonly NoisyChip _torn;
    private readonly Func<DateTimeOffset, SeededRandom> _randomAt;
    private SeededRandom _random = new(0);
    private int _edges;
    private bool _high;

    public NoisySensor(ScriptedSensor sensor, int seed, VirtualTime time)
    {
        (_sensor, _time) = (sensor, time);
        var wired = sensor.Wired;
        _randomAt = at => SeededRandom.For(seed, NoisePart, SeededRandom.NumberOf(wired.ZoneId), SeededRandom.NumberOf(wired.PointId), (long)wired.Kind, at.UtcTicks);
        _torn = new NoisyChip(() => _randomAt(time.GetUtcNow()));
        _timer = time.CreateTimer(OnEdge);
    }

    public void Begin(ScriptWindow window, DateTimeOffset now)
    {
        _random = _randomAt(now);
        _sensor.Chip?.Break(_torn);
        if (_sensor.Pins.Count > 0)
            OnEdge();
    }

    public void End(DateTimeOffset now)
    {
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _sensor.Chip?.Repair(_torn);
        foreach (var pin in _sensor.Pins)
            pin.Release(this, now);
    }

    public void Dispose() => _timer.Dispose();

    private void OnEdge()
    {
        if (_edges == 0)
            _edges = 1 + _random.Below(MostEdges);
        var now = _time.GetUtcNow();
        _high = !_high;
        _sensor.Pins[_random.Below(_sensor.Pins.Count)].Force(this, _high, now);
        _timer.Set(now.AddSeconds(--_edges > 0 ? _random.Between(0.001, 0.08) : _random.Exponential(BetweenSeconds)));
    }
}
