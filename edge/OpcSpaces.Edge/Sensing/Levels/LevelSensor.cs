using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Sensing.Levels;

/// <summary>
/// A sensor with two levels at a pin, as evidence for its place. One that does what its kind never does
/// (<see cref="LevelLimits"/>) is left out of the place until it behaves again: stuck on until it falls, too lively until it has
/// been calm for an hour. Stuck off and unplugged look like nobody: this hardware cannot tell, and only long silence is noted.
/// </summary>
internal class LevelSensor : ISensor
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly string _name;
    private readonly LevelLimits _limits;
    private readonly IEvidence _evidence;
    private readonly TimeProvider _time;
    private readonly ITimer _stuckTimer;
    private readonly FaultCounts _faults = new();
    private readonly DebouncedInput _input;

    // Guards everything below, and is held while the place is told; taken inside the input's gate.
    private readonly Lock _gate = new();
    private bool _active, _timerRuns, _disposed;
    private SensorCondition _condition;
    private long _activeStamp, _hourStamp;
    private int _risesThisHour;

    protected LevelSensor(string name, IInputPin pin, int debounceMs, bool activeLow, LevelLimits limits, IEvidence evidence, TimeProvider time)
    {
        (_name, _limits, _evidence, _time) = (name, limits, evidence, time);
        _activeStamp = _hourStamp = time.GetTimestamp();
        _stuckTimer = time.CreateTimer(_ => OnStuckTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _input = new DebouncedInput(activeLow ? new InvertedInput(pin) : pin, debounceMs, OnLevel, time);
    }

    public SensorHealth? Trouble
    {
        get
        {
            lock (_gate)
            {
                var condition = _condition == SensorCondition.Sound && !_active && _time.GetElapsedTime(_activeStamp) > _limits.LongestQuiet
                    ? SensorCondition.NeverTriggered : _condition;
                return _faults.Trouble(_name, condition);
            }
        }
    }

    /// <summary>Levels that did not last.</summary>
    public long Bounces => _input.Bounces;

    public void Dispose()
    {
        _input.Dispose();
        lock (_gate)
        {
            _disposed = true;
            _stuckTimer.Dispose();
        }
    }

    private void OnLevel(PinChange change)
    {
        lock (_gate)
        {
            _active = change.High;
            _evidence.Set(_active, change.At);
            if (_active) OnRise(change.At);
            else if (_condition == SensorCondition.StuckOn) Become(SensorCondition.Sound, change.At);
            _activeStamp = _time.GetTimestamp();
        }
    }

    private void OnRise(DateTimeOffset at)
    {
        WatchForStuck(_limits.LongestActive);
        if (_time.GetElapsedTime(_hourStamp) >= Hour)
        {
            if (_risesThisHour <= _limits.MostRisesPerHour && _condition == SensorCondition.Absurd) Become(SensorCondition.Sound, at);
            (_hourStamp, _risesThisHour) = (_time.GetTimestamp(), 0);
        }

        if (++_risesThisHour > _limits.MostRisesPerHour && _condition == SensorCondition.Sound) Become(SensorCondition.Absurd, at);
    }

    private void WatchForStuck(TimeSpan due)
    {
        // One that runs already finds out by itself that it has to go on.
        if (_timerRuns) return;
        _timerRuns = true;
        _stuckTimer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private void OnStuckTimer()
    {
        lock (_gate)
        {
            _timerRuns = false;
            if (_disposed || !_active) return;
            var left = _limits.LongestActive - _time.GetElapsedTime(_activeStamp);
            if (left > TimeSpan.Zero) WatchForStuck(left);
            else if (_condition == SensorCondition.Sound) Become(SensorCondition.StuckOn, _time.GetUtcNow());
        }
    }

    private void Become(SensorCondition condition, DateTimeOffset at)
    {
        _condition = condition;
        if (condition == SensorCondition.Sound)
        {
            _evidence.Sound(at);
            return;
        }

        _faults.Add(condition == SensorCondition.StuckOn ? "stuckOn" : "tooLively");
        _evidence.Broken(at);
    }
}
