using OpcSpaces.FirmwareSim.Time;

namespace OpcSpaces.FirmwareSim.Signals;

/// <summary>
/// The S0 output of a sub-meter (IEC 62053-31): it adds up the energy and closes its contact for 50 ms after each pulse's worth of
/// energy.
/// </summary>
internal sealed class PulseOutput : IDisposable
{
    private const double JouleInKilowattHour = 3_600_000;
    private static readonly TimeSpan PulseLength = TimeSpan.FromMilliseconds(50);

    private readonly SimulatedPin _pin;
    private readonly VirtualTime _time;
    private readonly double _joulePerPulse;
    private readonly VirtualTimer _pulse;
    private DateTimeOffset _countedAt;
    private double _watts;
    private double _joule;

    /// <param name="phase">The part of the next pulse's energy that is already used, from 0 to 1, so that meters do not pulse at the same time.</param>
    public PulseOutput(SimulatedPin pin, VirtualTime time, int pulsesPerKilowattHour, double phase)
    {
        (_pin, _time) = (pin, time);
        _joulePerPulse = JouleInKilowattHour / pulsesPerKilowattHour;
        _joule = phase * _joulePerPulse;
        _countedAt = time.GetUtcNow();
        _pulse = time.CreateTimer(OnPulse);
    }

    public double Watts => _watts;

    /// <summary>Changes the load by a number of watts.</summary>
    public void AddLoad(double watts)
    {
        Count();
        _watts = Math.Max(0, _watts + watts);
        SetPulse();
    }

    public void Dispose() => _pulse.Dispose();

    private void OnPulse()
    {
        Count();
        _joule -= _joulePerPulse;
        // Both edges are set at the pulse's end, each with its own time; this saves an event.
        _pin.Set(true, _countedAt - PulseLength);
        _pin.Set(false, _countedAt);
        SetPulse();
    }

    private void Count()
    {
        var now = _time.GetUtcNow();
        _joule += _watts * (now - _countedAt).TotalSeconds;
        _countedAt = now;
    }

    private void SetPulse()
    {
        if (_watts <= 0)
            _pulse.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        else
            _pulse.Set(_time.GetUtcNow().AddSeconds(Math.Max(0, _joulePerPulse - _joule) / _watts) + PulseLength);
    }
}
