namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// "Wasp in a box": somebody who was noticed inside since the door moved last is there until it opens. Movement that is seen behind the
/// closed door holds them (<see cref="IsHeld"/>). Where only a door and power are, the power is what notices them: somebody who comes in
/// switches something on soon after the door has moved. When the power falls and the door has not moved since, they are still inside. When the door opened once
/// in between, late in their stay, they left with it, and the power fell by itself (a screen fell asleep). Power that rises without the
/// door says nothing of this kind. Times are those of the place. Guarded by the place's gate.
/// </summary>
/// <param name="evidence">All sensors of the place; more may be added before <see cref="Restart"/> is called for the first time.</param>
internal sealed class BehindDoor(List<PlaceEvidence> evidence)
{
    // Power that rises later than this after the door moved was not switched on by somebody who came in.
    private const long SwitchesOnMs = 10 * 60_000;

    // Screens and computers fall asleep within an hour.
    private const long FallsAsleepMs = 3_600_000;

    // Nobody stays for longer behind a closed door with everything switched off. They may have left without moving it.
    private const long LongestInsideMs = 4 * 3_600_000;

    // One in twenty has left in a way that the door does not show.
    private static readonly double Inside = Math.Log(0.95 / 0.05);

    private bool _usesPower, _isOpen, _isDrawing, _cameIn;
    private ClockTimes? _moved;
    private long _roseMs;
    private long? _fellMs;
    private int _openings;

    /// <summary>Whether somebody was seen to move since the door closed: they cannot have left before it opens.</summary>
    public bool IsHeld
    {
        get
        {
            var (hasDoor, isOpen) = (false, false);
            var (moved, seen) = (long.MinValue, long.MinValue);
            foreach (var it in evidence)
            {
                if (!it.Counts) continue;
                switch (it.Kind)
                {
                    case EvidenceKind.Door:
                        hasDoor = true;
                        isOpen |= it.IsActive;
                        moved = Math.Max(moved, it.Changed.RunMs);
                        break;
                    case EvidenceKind.Motion when it.IsActive || it.WasActive:
                        seen = Math.Max(seen, it.IsActive ? long.MaxValue : it.Changed.RunMs);
                        break;
                }
            }

            return hasDoor && !isOpen && seen > moved;
        }
    }

    /// <summary>When whoever was there left with the door, once the power has fallen later; otherwise null.</summary>
    public ClockTimes? Left { get; private set; }

    /// <summary>What the power that fell behind the closed door adds to the log odds that somebody is there.</summary>
    public double LogOddsAt(long ms) => IsInsideAt(ms) ? Inside : 0;

    /// <summary>When <see cref="LogOddsAt"/> changes by itself; <see cref="long.MaxValue"/> for never.</summary>
    public long ChangesAt(long ms) => IsInsideAt(ms) ? _fellMs!.Value + LongestInsideMs : long.MaxValue;

    /// <summary>Forgets what door and power said. The levels now are those of the sensors that work.</summary>
    public void Restart()
    {
        // Every other kind of sensor knows better who is there.
        _usesPower = Has(EvidenceKind.Door) && Has(EvidenceKind.Power) && evidence.TrueForAll(it => it.Kind is EvidenceKind.Door or EvidenceKind.Power);
        (_moved, _fellMs, Left, _cameIn, _openings) = (null, null, null, false, 0);
        (_isOpen, _isDrawing) = (IsActive(EvidenceKind.Door), IsActive(EvidenceKind.Power));

        bool Has(EvidenceKind kind) => evidence.Exists(it => it.Kind == kind);
    }

    /// <summary>A sensor changed its level.</summary>
    public void Set(EvidenceKind kind, ClockTimes at)
    {
        if (!_usesPower) return;
        if (kind == EvidenceKind.Door) Move(IsActive(EvidenceKind.Door), at);
        else Draw(IsActive(EvidenceKind.Power), at);
    }

    private bool IsActive(EvidenceKind kind) => evidence.Exists(it => it.Kind == kind && it is { IsActive: true, Counts: true });

    private void Move(bool isOpen, ClockTimes at)
    {
        (_moved, _fellMs, Left) = (at, null, null);
        if (!_isDrawing) _cameIn = false;
        if (isOpen && !_isOpen) _openings++;
        _isOpen = isOpen;
    }

    // The power rose above that of the place at rest, or fell.
    private void Draw(bool isDrawing, ClockTimes at)
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
