using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing.LightBarriers;

/// <summary>
/// The number of people in a room, counted by two light barriers in its doorway (<see cref="PassageDetector"/>). People who are missed
/// or counted twice make the count drift. Therefore the count never goes below 0 or above the capacity, and it is set to 0 when the
/// room is provably empty: when its motion detectors have been quiet for the configured time and have seen somebody since the last
/// person came in (so they work), or when nobody passed the doorway and nothing moved for eight hours. Every correction is counted. A
/// beam that stays broken is blocked, even if people pass the other one, and the count is unknown until both beams are clear. A beam
/// that never breaks looks like an unused doorway; this hardware cannot tell the difference. The count survives restarts. Before the
/// first stored count it is unknown until somebody passes or the room is empty.
/// </summary>
internal sealed class RoomCounter : ISensor, IEvidenceListener
{
    private static readonly TimeSpan NobodyStaysFor = TimeSpan.FromHours(8);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(5);

    private readonly SensorName _name;
    private readonly LightBarriersConfig _config;
    private readonly RoomCounterOutputs _outputs;
    private readonly IEvidence? _evidence;
    private readonly TimeProvider _time;
    private readonly DebouncedInput[] _beams;
    private readonly FaultCounts _faults = new();
    private readonly LostPins _lost;
    private readonly TimeSpan _blockedAfter, _emptyAfter;

    // Guards everything below; taken inside the inputs' gates.
    private readonly Lock _gate = new();
    private readonly PassageDetector _passages = new();
    private readonly Deadline _look;
    private readonly Deadline[] _blocked;
    private readonly bool[] _broken = new bool[2];
    private long _count;
    private bool _isBlocked;
    private long _passedStamp, _motionStamp;
    private int _motionActive;
    private bool _motionSinceEntry;

    /// <param name="name">The name in <see cref="SensorHealth"/>.</param>
    /// <param name="config">Capacity and limits.</param>
    /// <param name="pins">The two receivers.</param>
    /// <param name="outputs">Where the count goes.</param>
    /// <param name="keptCount">The stored count; null when there is none.</param>
    /// <param name="evidence">The place at the same point; null when no other sensor makes its presence.</param>
    /// <param name="time">The sensing clock.</param>
    public RoomCounter(
        SensorName name, LightBarriersConfig config, (IInputPin Outer, IInputPin Inner) pins, RoomCounterOutputs outputs, long? keptCount, IEvidence? evidence,
        TimeProvider time)
    {
        (_name, _config, _outputs, _evidence, _time) = (name, config, outputs, evidence, time);
        (_blockedAfter, _emptyAfter) = (TimeSpan.FromSeconds(config.BlockedSeconds), TimeSpan.FromMinutes(config.EmptyAfterMinutes));
        _lost = new LostPins(_faults);
        _look = new Deadline(_gate, OnLook, time);
        _blocked = [new Deadline(_gate, Block, time), new Deadline(_gate, Block, time)];
        _passedStamp = _motionStamp = time.GetTimestamp();
        _count = Math.Clamp(keptCount ?? 0, 0, config.Capacity);
        lock (_gate)
        {
            if (keptCount is not null) Say(time.GetUtcNow());
            Look();
        }

        _beams = [Beam(0, pins.Outer), Beam(1, pins.Inner)];
    }

    public SensorHealth? Trouble
    {
        get
        {
            lock (_gate) return _faults.Trouble(_name, _lost.Any ? SensorCondition.Silent : _isBlocked ? SensorCondition.StuckOn : SensorCondition.Sound);
        }
    }

    public bool MayBe(SensorCondition condition)
    {
        lock (_gate) return condition == SensorCondition.StuckOn && !_passages.IsClear;
    }

    /// <summary>Changes that were too short to count.</summary>
    public long Bounces => _beams.Sum(beam => beam.Bounces);

    public void OnPin(PinReport report, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (!_lost.Take(report)) return;
            if (_lost.Any) Unsee();
            // People passed unseen, so the count that was kept is a guess, as after a blocked beam.
            else if (_passages.IsClear) OnUnblocked(at);
        }
    }

    public void Dispose()
    {
        foreach (var beam in _beams) beam.Dispose();
        lock (_gate)
        {
            _look.Dispose();
            foreach (var blocked in _blocked) blocked.Dispose();
        }
    }

    /// <summary>A motion detector of the room sees motion, or no longer does.</summary>
    public void OnEvidence(bool active)
    {
        lock (_gate)
        {
            _motionActive = Math.Max(0, _motionActive + (active ? 1 : -1));
            _motionStamp = _time.GetTimestamp();
            _motionSinceEntry = true;
            Look();
        }
    }

    /// <summary>A motion detector of the room is known to be broken: what it saw, and its silence, prove nothing.</summary>
    public void OnBroken(bool wasActive)
    {
        lock (_gate)
        {
            if (wasActive) _motionActive = Math.Max(0, _motionActive - 1);
            _motionSinceEntry = _motionActive > 0;
        }
    }

    private DebouncedInput Beam(int beam, IInputPin pin) =>
        new(_config.BrokenIsLow ? new InvertedInput(pin) : pin, _config.DebounceMs, change => OnBeam(beam, change), _time);

    private void OnBeam(int beam, PinChange change)
    {
        lock (_gate)
        {
            _broken[beam] = change.High;
            _passedStamp = _time.GetTimestamp();
            if (change.High) _blocked[beam].Set(_blockedAfter);
            else _blocked[beam].Clear();
            var passage = _passages.Set(_broken[0], _broken[1], change.At);
            if (!_isBlocked) OnPassage(passage, change.At);
            else if (_passages.IsClear && !_lost.Any) OnUnblocked(change.At);
        }
    }

    // Inside the gate, as all below.
    private void OnPassage(Passage passage, DateTimeOffset at)
    {
        switch (passage)
        {
            case Passage.In or Passage.Out:
                Count(passage == Passage.In ? 1 : -1, at);
                break;
            case Passage.Undirected:
                _faults.Add("undirected");
                break;
            case Passage.TooFast:
                _faults.Add("tooFast");
                break;
        }
    }

    private void Count(int step, DateTimeOffset at)
    {
        var count = Math.Clamp(_count + step, 0, _config.Capacity);
        if (count == _count) _faults.Add(step < 0 ? "belowNobody" : "aboveCapacity");
        if (step > 0) _motionSinceEntry = _motionActive > 0;
        _count = count;
        Say(at);
        Look();
    }

    private void OnUnblocked(DateTimeOffset at)
    {
        _isBlocked = false;
        _passages.Forget();
        // Somebody may have come in meanwhile, so the detectors have to see somebody again.
        _motionSinceEntry = _motionActive > 0;
        _evidence?.Sound(at);
        Say(at);
        Look();
    }

    private void Look()
    {
        if (!_look.IsSet) _look.Set(LookEvery);
    }

    private void OnLook()
    {
        if (IsProvablyEmpty()) Empty();
        if (_count > 0 || !_outputs.HasSaid) Look();
    }

    private bool IsProvablyEmpty()
    {
        var still = _time.GetElapsedTime(_passedStamp);
        var isQuiet = _passages.IsClear && still >= _emptyAfter && _motionActive == 0 && _time.GetElapsedTime(_motionStamp) >= _emptyAfter;
        return isQuiet && (_motionSinceEntry || still >= NobodyStaysFor);
    }

    private void Empty()
    {
        if (_count > 0) _faults.Add("setToNobody", _count);
        _count = 0;
        Say(_time.GetUtcNow());
    }

    private void Block()
    {
        if (_isBlocked) return;
        _faults.Add("blocked");
        Unsee();
    }

    // The count is unknown until both beams are seen and clear.
    private void Unsee()
    {
        _isBlocked = true;
        _evidence?.Broken(_time.GetUtcNow());
        _outputs.Lose(_time.GetUtcNow());
    }

    private void Say(DateTimeOffset at)
    {
        _outputs.Say(_count, at);
        _evidence?.Set(_count > 0, at);
    }
}
