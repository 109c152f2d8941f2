using OpcSpaces.Edge.Sensing.Badges;
using OpcSpaces.Edge.Sensing.Doors;
using OpcSpaces.Edge.Sensing.Pins;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing.Wiegand;

/// <summary>
/// A card reader on two data lines. It collects edges until both lines have been silent for longer than the pauses within a frame,
/// and decodes them as one frame (<see cref="WiegandFrame"/>). Pulses that are not a card are counted by their fault and dropped. The
/// reader is absurd while noise does not end, and silent while a line stays low (cut or shorted). An unplugged reader whose lines are
/// pulled high looks like an unused one, until the door has opened thirty times without a card.
/// </summary>
internal sealed class WiegandReader : ISensor
{
    private static readonly TimeSpan FrameEnds = TimeSpan.FromMilliseconds(50);

    private readonly SensorName _name;
    private readonly WiegandConfig _config;
    private readonly DoorAccess _access;
    private readonly TimeProvider _time;
    private readonly IInputPin[] _lines;
    private readonly IDisposable[] _subscriptions;
    private readonly FaultCounts _faults = new();
    private readonly LostPins _lost;

    // Guards everything below; each line calls on a thread of its own.
    private readonly Lock _gate = new();
    private readonly List<WiegandEdge> _edges = new(WiegandFrame.MostEdges);
    private readonly bool?[] _low = new bool?[2];
    private readonly long[] _lineStamps = new long[2];
    private readonly Deadline _frameEnds;
    private bool _isStorm, _disposed;

    public WiegandReader(SensorName name, WiegandConfig config, IInputPin data0, IInputPin data1, DoorAccess access, TimeProvider time)
    {
        (_name, _config, _access, _time, _lines) = (name, config, access, time, [data0, data1]);
        _lost = new LostPins(_faults);
        _frameEnds = new Deadline(_gate, OnFrameEnd, time);
        _subscriptions = [data0.Subscribe(change => OnEdge(0, change)), data1.Subscribe(change => OnEdge(1, change))];
        SetInitialLevel(0, data0.Read());
        SetInitialLevel(1, data1.Read());
    }

    public SensorHealth? Trouble
    {
        get
        {
            // Not inside the gate: the driver may hold its own lock while it waits for the gate.
            var (low0, low1) = (!_lines[0].Read(), !_lines[1].Read());
            lock (_gate)
            {
                var condition = _lost.Any || (low0 && StaysLow(0)) || (low1 && StaysLow(1)) ? SensorCondition.Silent
                    : _isStorm ? SensorCondition.Absurd
                    : _access.ReaderSeemsDead ? SensorCondition.StuckOff
                    : SensorCondition.Sound;
                return _faults.Trouble(_name, condition);
            }
        }
    }

    public bool MayBe(SensorCondition condition) => condition == SensorCondition.StuckOff && !_access.HasReadCard;

    public void OnPin(PinReport report, DateTimeOffset at)
    {
        lock (_gate) _lost.Take(report);
    }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions) subscription.Dispose();
        lock (_gate)
        {
            _disposed = true;
            _frameEnds.Dispose();
        }
    }

    // The level of the line at the start, unless an edge was reported before.
    private void SetInitialLevel(int line, bool high)
    {
        lock (_gate)
        {
            if (_low[line] is null) (_low[line], _lineStamps[line]) = (!high, _time.GetTimestamp());
        }
    }

    // Inside the gate. A pulse is low as well, but shorter.
    private bool StaysLow(int line) => _low[line] == true && _time.GetElapsedTime(_lineStamps[line]) >= FrameEnds;

    private void OnEdge(int line, PinChange change)
    {
        lock (_gate)
        {
            if (_disposed) return;
            _lineStamps[line] = _time.GetTimestamp();
            _low[line] = !change.High;
            if (_edges.Count < WiegandFrame.MostEdges) _edges.Add(new WiegandEdge(line, !change.High, change.At));
            else if (!_isStorm)
            {
                // Counted when it begins, because it may never end.
                _isStorm = true;
                Count(WiegandFault.Storm);
            }

            _frameEnds.Set(FrameEnds);
        }
    }

    // Inside the gate, as all below.
    private void OnFrameEnd()
    {
        if (!_isStorm) Read();
        _edges.Clear();
        _isStorm = false;
    }

    private void Read()
    {
        Span<byte> bytes = stackalloc byte[BadgeNumber.MostBytes];
        var fault = WiegandFrame.Read(_edges, _config.Bits, bytes, out var length, out var format);
        if (fault == WiegandFault.None && !IsOurs(bytes[..length])) fault = WiegandFault.NoCard;
        if (fault == WiegandFault.None)
        {
            _access.OnCard(new BadgeNumber(format, bytes[..length]), _edges.Max(edge => edge.At));
        }
        else
        {
            Count(fault);
        }

        bytes.Clear();
    }

    private void Count(WiegandFault fault) => _faults.Add(char.ToLowerInvariant($"{fault}"[0]) + $"{fault}"[1..]);

    private bool IsOurs(ReadOnlySpan<byte> number) =>
        _config.FacilityCodes.Count == 0 || _config.FacilityCodes.Contains(number.Length == 3 ? number[0] : (number[0] << 8) | number[1]);
}
