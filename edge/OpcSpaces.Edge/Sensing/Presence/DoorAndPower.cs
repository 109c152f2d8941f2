namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// "Wasp in a box" for a place with a door and power, and without a motion detector. Somebody who comes in switches something on soon
/// after the door has moved. When the power falls and the door has not moved since, they are still inside. When the door opened once
/// in between, late in their stay, they left with it, and the power fell by itself (a screen fell asleep). Power that rises without the
/// door says nothing of this kind. Times are those of the place. Guarded by the place's gate.
/// </summary>
internal sealed class DoorAndPower
{
    // Power that rises later than this after the door moved was not switched on by somebody who came in.
    private const long SwitchesOnMs = 10 * 60_000;

    // Screens and computers fall asleep within an hour.
    private const long FallsAsleepMs = 3_600_000;

    // Nobody stays for longer behind a closed door with everything switched off. They may have left without moving it.
    private const long LongestInsideMs = 4 * 3_600_000;

    // One in twenty has left in a way that the door does not show.
    private static readonly double Inside = Math.Log(0.95 / 0.05);

    private ClockTimes? _moved;
    private long _roseMs;
    private long? _fellMs;
    private bool _isOpen, _isDrawing, _cameIn;
    private int _openings;

    /// <summary>When whoever was there left with the door, once the power has fallen later; otherwise null.</summary>
    public ClockTimes? Left { get; private set; }

    /// <summary>What is added to the log odds that somebody is there.</summary>
    public double LogOddsAt(long ms) => IsInsideAt(ms) ? Inside : 0;

    /// <summary>When <see cref="LogOddsAt"/> changes by itself; <see cref="long.MaxValue"/> for never.</summary>
    public long ChangesAt(long ms) => IsInsideAt(ms) ? _fellMs!.Value + LongestInsideMs : long.MaxValue;

    /// <summary>Forgets what was seen. The levels now are those of the sensors that work.</summary>
    public void Restart(bool isOpen, bool isDrawing)
    {
        (_moved, _fellMs, Left, _cameIn, _openings) = (null, null, null, false, 0);
        (_isOpen, _isDrawing) = (isOpen, isDrawing);
    }

    /// <summary>A door moved.</summary>
    public void Move(bool isOpen, ClockTimes at)
    {
        (_moved, _fellMs, Left) = (at, null, null);
        if (!_isDrawing) _cameIn = false;
        if (isOpen && !_isOpen) _openings++;
        _isOpen = isOpen;
    }

    /// <summary>The power rose above that of the place at rest, or fell.</summary>
    public void Draw(bool isDrawing, ClockTimes at)
    {
        if (isDrawing == _isDrawing) return;
        _isDrawing = isDrawing;
        (_fellMs, Left) = (null, null);
        if (isDrawing) Rise(at.RunMs);
        else Fall(at.RunMs);
    }

    // Whoever is inside already may switch something on again.
    private void Rise(long ms)
    {
        _cameIn |= _moved is { } moved && ms - moved.RunMs <= SwitchesOnMs;
        (_roseMs, _openings) = (ms, 0);
    }

    private void Fall(long ms)
    {
        if (!_cameIn || _isOpen || _moved is not { } moved) return;
        var silence = ms - moved.RunMs;
        if (_openings == 0) _fellMs = ms;
        else if (_openings == 1 && silence <= FallsAsleepMs && moved.RunMs - _roseMs >= silence) Left = moved;
        // Who is there after others came or went is unknown.
        _cameIn = _openings == 0;
    }

    private bool IsInsideAt(long ms) => _fellMs is { } fell && ms < fell + LongestInsideMs;
}
