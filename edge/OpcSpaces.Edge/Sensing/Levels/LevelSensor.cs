using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing.Levels;

/// <summary>
/// A sensor with two levels at a pin, as evidence for its place. A sensor beyond its limits (<see cref="LevelLimits"/>) is not used
/// until it is sound again: a stuck one when it falls, one with too many changes (<c>tooLively</c>) after an hour within the limits,
/// where changes too short to count are counted as well, and one whose pin the driver has lost when the pin is back. A sensor that is stuck off or unplugged looks like an empty place; this
/// hardware cannot tell the difference, so only a long silence is reported.
/// </summary>
internal class LevelSensor : ISensor
{
    // For every kind of sensor, with changes that were too short to count: nobody causes two a second for an hour.
    private const int MostRisesPerHour = 7200;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly SensorName _name;
    private readonly LevelLimits _limits;
    private readonly IEvidence _evidence;
    private readonly TimeProvider _time;
    private readonly FaultCounts _faults = new();
    private readonly LostPins _lost;
    private readonly DebouncedInput _input;

    // Guards everything below, and is held while the place is told; taken inside the input's gate.
    private readonly Lock _gate = new();
    private readonly Deadline _stuck, _hourEnds;
    private bool _active, _hasRisen, _hasFallen;
    private SensorCondition _condition;
    private long _activeStamp, _hourStamp, _startStamp;
    private int _rises, _lastingRises;

    protected LevelSensor(SensorName name, IInputPin pin, int debounceMs, bool activeLow, LevelLimits limits, IEvidence evidence, TimeProvider time)
    {
        (_name, _limits, _evidence, _time) = (name, limits, evidence, time);
        _lost = new LostPins(_faults);
        _activeStamp = _hourStamp = _startStamp = time.GetTimestamp();
        (_stuck, _hourEnds) = (new Deadline(_gate, OnStuck, time), new Deadline(_gate, OnHourEnds, time));
        _input = new DebouncedInput(activeLow ? new InvertedInput(pin) : pin, debounceMs, OnLevel, time, OnBounce);
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

    public bool MayBe(SensorCondition condition)
    {
        lock (_gate)
        {
            return condition switch
            {
                SensorCondition.StuckOn => _active && !_hasFallen,
                SensorCondition.NeverTriggered => !_hasRisen,
                SensorCondition.Absurd => _time.GetElapsedTime(_startStamp) < Hour,
                _ => false,
            };
        }
    }

    public void Resume(SensorCondition condition)
    {
        lock (_gate)
        {
            if (condition != SensorCondition.StuckOn || _condition != SensorCondition.Sound || !_active || _hasFallen) return;
            _stuck.Clear();
            Become(SensorCondition.StuckOn, _time.GetUtcNow());
        }
    }

    /// <summary>Changes that were too short to count.</summary>
    public long Bounces => _input.Bounces;

    public void OnPin(PinReport report, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (!_lost.Take(report)) return;
            if (_lost.Any && _condition == SensorCondition.Sound) Become(SensorCondition.Silent, at);
            else if (!_lost.Any && _condition == SensorCondition.Silent) Become(Unlimited, at);
        }
    }

    public void Dispose()
    {
        _input.Dispose();
        lock (_gate)
        {
            _stuck.Dispose();
            _hourEnds.Dispose();
        }
    }

    private void OnLevel(PinChange change)
    {
        lock (_gate)
        {
            _active = change.High;
            _evidence.Set(_active, change.At);
            if (_active)
            {
                _hasRisen = true;
                _stuck.Set(_limits.LongestActive);
                OnRise(lasts: true, change.At);
            }
            else
            {
                _hasFallen = true;
                _stuck.Clear();
                if (_condition == SensorCondition.StuckOn) Become(_lost.Any ? SensorCondition.Silent : SensorCondition.Sound, change.At);
            }

            _activeStamp = _time.GetTimestamp();
        }
    }

    private void OnBounce(DateTimeOffset at)
    {
        lock (_gate) OnRise(lasts: false, at);
    }

    // Inside the gate, as all below.
    private void OnRise(bool lasts, DateTimeOffset at)
    {
        // While the sensor has too many changes, OnHourEnds begins each new hour.
        if (_condition != SensorCondition.Absurd && _time.GetElapsedTime(_hourStamp) >= Hour) BeginHour();
        _rises++;
        if (lasts) _lastingRises++;
        if (!IsTooLively || _condition != SensorCondition.Sound) return;
        Become(SensorCondition.Absurd, at);
        BeginHour();
        _hourEnds.Set(Hour);
    }

    private bool IsTooLively => _lastingRises > _limits.MostRisesPerHour || _rises > MostRisesPerHour;

    private void BeginHour() => (_hourStamp, _rises, _lastingRises) = (_time.GetTimestamp(), 0, 0);

    // Of a sensor that had too many changes.
    private void OnHourEnds()
    {
        var wasCalm = !IsTooLively;
        BeginHour();
        if (!wasCalm) _hourEnds.Set(Hour);
        else Become(_lost.Any ? SensorCondition.Silent : Unlimited, _time.GetUtcNow());
    }

    // The condition of a sensor whose pin is there and whose changes are within the limits.
    private SensorCondition Unlimited => _active && !_stuck.IsSet ? SensorCondition.StuckOn : SensorCondition.Sound;

    private void OnStuck()
    {
        if (_condition == SensorCondition.Sound) Become(SensorCondition.StuckOn, _time.GetUtcNow());
    }

    private void Become(SensorCondition condition, DateTimeOffset at)
    {
        _condition = condition;
        if (condition == SensorCondition.Sound)
        {
            _evidence.Sound(at);
            return;
        }

        if (condition != SensorCondition.Silent) _faults.Add(condition == SensorCondition.StuckOn ? "stuckOn" : "tooLively");
        _evidence.Broken(at);
    }
}
