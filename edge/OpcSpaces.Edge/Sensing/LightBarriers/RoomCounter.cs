using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Presence;

namespace OpcSpaces.Edge.Sensing.LightBarriers;

/// <summary>
/// The people in a room, counted by two light barriers in its doorway (<see cref="Doorway"/>). Who is missed or counted twice makes
/// the count drift, so it is never taken below nobody or above the capacity, and set to nobody when the room is provably empty:
/// when its motion detectors, which have seen somebody since the last one came in and so are alive, have been quiet for an hour;
/// or when nobody went through the doorway for eight hours. Every correction is counted. A beam that stays broken is blocked,
/// whoever passes the other one, and the count is bad until both are clear; one that never breaks looks like a doorway that nobody
/// uses: this hardware cannot tell. The count is kept across restarts; without a kept one it is unknown until somebody goes
/// through or the room is empty.
/// </summary>
internal sealed class RoomCounter : ISensor, IEvidenceListener
{
    private static readonly TimeSpan NobodyStaysFor = TimeSpan.FromHours(8);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(5);

    private readonly string _name;
    private readonly LightBarriersConfig _config;
    private readonly RoomCounterOutputs _outputs;
    private readonly IEvidence? _evidence;
    private readonly TimeProvider _time;
    private readonly DebouncedInput[] _beams;
    private readonly FaultCounts _faults = new();
    private readonly TimeSpan _blockedAfter, _emptyAfter;

    // Guards everything below; taken inside the inputs' gates.
    private readonly Lock _gate = new();
    private readonly Doorway _doorway = new();
    private readonly Deadline _look;
    private readonly Deadline[] _blocked;
    private readonly bool[] _broken = new bool[2];
    private long _count;
    private bool _isBlocked;
    private long _passedStamp, _motionStamp;
    private int _motionActive;
    private bool _motionSinceEntry;

    /// <param name="name">For <see cref="SensorHealth"/>.</param>
    /// <param name="config">Capacity and limits.</param>
    /// <param name="pins">The two receivers.</param>
    /// <param name="outputs">Where the count goes.</param>
    /// <param name="keptCount">As it was kept, or null when none is.</param>
    /// <param name="evidence">The place that other sensors serve too, or null.</param>
    /// <param name="time">The sensing clock.</param>
    public RoomCounter(
        string name, LightBarriersConfig config, (IInputPin Outer, IInputPin Inner) pins, RoomCounterOutputs outputs, long? keptCount, IEvidence? evidence,
        TimeProvider time)
    {
        (_name, _config, _outputs, _evidence, _time) = (name, config, outputs, evidence, time);
        (_blockedAfter, _emptyAfter) = (TimeSpan.FromSeconds(config.BlockedSeconds), TimeSpan.FromMinutes(config.EmptyAfterMinutes));
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
            lock (_gate) return _faults.Trouble(_name, _isBlocked ? SensorCondition.StuckOn : SensorCondition.Sound);
        }
    }

    /// <summary>Levels that did not last.</summary>
    public long Bounces => _beams.Sum(beam => beam.Bounces);

    public void Dispose()
    {
        foreach (var beam in _beams) beam.Dispose();
        lock (_gate)
        {
            _look.Dispose();
            foreach (var blocked in _blocked) blocked.Dispose();
        }
    }

    /// <summary>A motion detector of the room saw something, or sees nothing any more.</summary>
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

    /// <summary>A motion detector of the room is known to be broken: what it saw, and its quiet, prove nothing.</summary>
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
            var passage = _doorway.Set(_broken[0], _broken[1], change.At);
            if (!_isBlocked) OnPassage(passage, change.At);
            else if (_doorway.IsClear) OnUnblocked(change.At);
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
        _doorway.Forget();
        // Whoever came in meanwhile has to be seen as well.
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
        var isQuiet = _doorway.IsClear && still >= _emptyAfter && _motionActive == 0 && _time.GetElapsedTime(_motionStamp) >= _emptyAfter;
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
        _isBlocked = true;
        _faults.Add("blocked");
        _evidence?.Broken(_time.GetUtcNow());
        _outputs.Lose(_time.GetUtcNow());
    }

    private void Say(DateTimeOffset at)
    {
        _outputs.Say(_count, at);
        _evidence?.Set(_count > 0, at);
    }
}
