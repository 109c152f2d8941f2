using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Doors;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Edge.Sensing.Presence;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing.DoorContacts;

/// <summary>
/// A reed contact at a door. Its state is closed, open, held (open for too long) or forced (opened although nobody was let in, until
/// it closes). A cut wire looks like an open door, and is soon reported as held. A contact that never opens although cards are read
/// is stuck off.
/// </summary>
internal sealed class DoorContact : ISensor
{
    private const int CardsThatOpenNothing = 20;
    private static readonly TimeSpan CutWire = TimeSpan.FromHours(12);

    private readonly SensorName _name;
    private readonly DoorContactConfig _config;
    private readonly Metric _state;
    private readonly Action<MetricReading> _report;
    private readonly DoorAccess? _access;
    private readonly IEvidence? _room;
    private readonly TimeProvider _time;
    private readonly Deadline _held;
    private readonly FaultCounts _faults = new();
    private readonly LostPins _lost;
    private readonly DebouncedInput _input;
    private readonly DebouncedInput? _exit;
    private readonly DebouncedInput? _closing;

    // Guards everything below; taken inside the input's gate.
    private readonly Lock _gate = new();
    private string? _said;
    private bool _open, _hasOpened, _hasClosed;
    private long _openStamp;

    /// <param name="name">For <see cref="SensorHealth"/>.</param>
    /// <param name="config">Polarity and limits.</param>
    /// <param name="pins">The contact and, where there is one, the exit button.</param>
    /// <param name="outputs">The metric and where its readings go.</param>
    /// <param name="access">What the card reader at the same door knows; null when there is none.</param>
    /// <param name="room">The room behind the door, or null.</param>
    /// <param name="time">The sensing clock.</param>
    public DoorContact(
        SensorName name, DoorContactConfig config, (IInputPin Contact, IInputPin? Exit) pins, (Metric State, Action<MetricReading> Report) outputs,
        DoorAccess? access, IEvidence? room, TimeProvider time)
    {
        (_name, _config, _access, _room, _time) = (name, config, access, room, time);
        (_state, _report) = outputs;
        _lost = new LostPins(_faults);
        _held = new Deadline(_gate, OnHeld, time);
        // Both the press and the release of the button let somebody out.
        if (pins.Exit is { } exit) _exit = new DebouncedInput(exit, config.DebounceMs, change => access?.OnExitButton(change.High), time);
        var contact = config.OpenIsHigh ? pins.Contact : new InvertedInput(pins.Contact);
        _input = new DebouncedInput(contact, config.DebounceMs, OnLevel, time);
        var now = time.GetUtcNow();
        // Not inside the gate: a driver may hold its own lock while it waits for the gate.
        if (contact.Read())
        {
            // The input above does not see a door that closes before it has been open for the debounce time.
            _closing = new DebouncedInput(new InvertedInput(contact), config.DebounceMs, OnClosing, time);
            return;
        }

        lock (_gate)
        {
            if (!_open) Say(DoorStates.Closed, now);
        }
    }

    public SensorHealth? Trouble
    {
        get
        {
            lock (_gate)
            {
                var condition = _lost.Any ? SensorCondition.Silent
                    : _open && _time.GetElapsedTime(_openStamp) > CutWire ? SensorCondition.StuckOn
                    : !_open && _access?.CardsWithoutOpening >= CardsThatOpenNothing ? SensorCondition.StuckOff
                    : SensorCondition.Sound;
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
                SensorCondition.StuckOn => _open && !_hasClosed,
                SensorCondition.StuckOff => !_hasOpened,
                _ => false,
            };
        }
    }

    /// <summary>Changes that were too short to count.</summary>
    public long Bounces => _input.Bounces;

    public void OnPin(PinReport report, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (!_lost.Take(report)) return;
            if (_lost.Any)
            {
                _held.Clear();
                _said = null;
                _room?.Broken(at);
                _report(new MetricReading(_state, at.ToUnixTimeMilliseconds(), PointValue.Null, QualityCode.Bad));
                return;
            }

            _room?.Sound(at);
            Say(_open ? DoorStates.Open : DoorStates.Closed, at);
            if (_open) _held.Set(TimeSpan.FromSeconds(_config.HeldSeconds));
        }
    }

    public void Dispose()
    {
        _input.Dispose();
        _exit?.Dispose();
        _closing?.Dispose();
        lock (_gate) _held.Dispose();
    }

    private void OnLevel(PinChange change)
    {
        lock (_gate)
        {
            _open = change.High;
            _room?.Set(_open, change.At);
            if (!_open)
            {
                _hasClosed = true;
                _held.Clear();
                _access?.OnClosed();
                Say(DoorStates.Closed, change.At);
                return;
            }

            _hasOpened = true;
            _openStamp = _time.GetTimestamp();
            var wasLetThrough = _access?.OnOpened(TimeSpan.FromSeconds(_config.EntrySeconds)) ?? true;
            // A door that was open when the agent started may have been opened with a card.
            var isForced = !wasLetThrough && _config.EntrySeconds > 0 && _said is not null;
            if (isForced) _faults.Add("forced");
            Say(isForced ? DoorStates.Forced : DoorStates.Open, change.At);
            _held.Set(TimeSpan.FromSeconds(_config.HeldSeconds));
        }
    }

    private void OnClosing(PinChange change)
    {
        lock (_gate)
        {
            if (change.High && _said is null) Say(DoorStates.Closed, change.At);
        }
    }

    // Inside the gate, as all below.
    private void OnHeld()
    {
        if (_said == DoorStates.Forced) return;
        _faults.Add("held");
        Say(DoorStates.Held, _time.GetUtcNow());
    }

    private void Say(string state, DateTimeOffset at)
    {
        if (_said == state) return;
        _said = state;
        _report(new MetricReading(_state, at.ToUnixTimeMilliseconds(), PointValue.Of(state)));
    }
}
