using OpcSpaces.Edge.Outbox;
using OpcSpaces.Points;
using OpcSpaces.Wire.Sparkplug;

namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>From evidence and silence to readings.</summary>
internal sealed partial class PresencePlace
{
    internal void OnSet(PlaceEvidence it, bool active, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_disposed || (it.IsActive == active && it.HasSpoken)) return;
            var moment = MomentOf(at);
            it.WasActive |= it.IsActive;
            (it.IsActive, it.HasSpoken) = (active, true);
            // What a broken sensor says is no evidence, and does not date any.
            if (it.IsBroken) return;
            it.Changed = it.Kind == EvidenceKind.Motion && !active ? LastMovement(it, moment) : moment;
            if (_judge is null) return;
            if (it.Kind == EvidenceKind.Motion) _judge.Set(it.Number, active, moment.RunMs);
            else if (it.Kind == EvidenceKind.Door) _judge.PassDoor(moment.RunMs);
            if (!_onlyMotion || _state != PlaceState.Occupied) Decide(moment, begins: it.Kind == EvidenceKind.Door ? IsWord(it) : active);
            // Motion ends no stay, and neither does its end.
            else if (!active) Schedule(moment.RunMs, support: 0);
        }
    }

    // Before the detector fell, by the delay that it is set to; but not before it rose.
    private Moment LastMovement(PlaceEvidence it, Moment fell)
    {
        var delayMs = Math.Min((long)(_config.DelaySeconds * 1000), fell.RunMs - it.Changed.RunMs);
        return fell.After(-Math.Max(0, delayMs));
    }

    internal void OnBroken(PlaceEvidence it, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_disposed || it.IsBroken) return;
            var (now, known) = (MomentOf(_time.GetUtcNow()), MomentOf(at));
            // Motion that went on until the detector was found broken was none. And what was quiet is not known to have gone on.
            if (it is { Kind: EvidenceKind.Motion, IsActive: true }) known = it.Changed;
            else if (_state == PlaceState.Occupied && !_evidence.Exists(HoldsNow)) known = LastEvidence();
            it.IsBroken = true;
            if (_judge is null) return;
            if (it.Kind == EvidenceKind.Motion)
            {
                _judge.Listen(it.Number, false, now.RunMs);
                _judge.Restart(now.RunMs);
            }

            if (_evidence.Exists(IsWord)) Decide(now, begins: false);
            else Become(PlaceState.Unknown, known, QualityCode.Bad);
        }
    }

    internal void OnSound(PlaceEvidence it, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_disposed || !it.IsBroken) return;
            it.IsBroken = false;
            if (_judge is not null) ListenAgain(it, MomentOf(at));
        }
    }

    // Nobody heard what the sensor saw in between.
    private void ListenAgain(PlaceEvidence it, Moment moment)
    {
        (it.Changed, it.WasActive) = (moment, false);
        if (_state == PlaceState.Unknown) _judge!.Restart(moment.RunMs);
        if (it.Kind == EvidenceKind.Motion)
        {
            _judge!.Set(it.Number, it.IsActive, moment.RunMs);
            _judge.Listen(it.Number, true, moment.RunMs);
        }

        Decide(moment, begins: it.IsActive && it.Kind != EvidenceKind.Door);
    }

    private void OnDue()
    {
        var now = MomentOf(_time.GetUtcNow());
        _judge!.Advance(now.RunMs);
        Decide(now, begins: false);
    }

    private void Decide(Moment moment, bool begins)
    {
        if (!_evidence.Exists(IsWord)) return;
        var support = 0.0;
        if (!_onlyMotion)
        {
            _judge!.Hold(IsHeld(), moment.RunMs);
            support = Support.Of(_evidence, moment.RunMs);
        }

        var logOdds = MotionLogOdds + support;
        if (!_onlyMotion && IsForgotten(moment.RunMs)) Become(PlaceState.Unknown, moment, QualityCode.Stale);
        else if (begins && _state != PlaceState.Occupied && logOdds > Enter) Occupy(moment);
        else if (logOdds < 0 && _state != PlaceState.Free && IsListening && !_evidence.Exists(IsMotion)) Free(moment, support);
        Schedule(moment.RunMs, support);
    }

    // A detector's silence says whether who moved the door is there; without it, where there is one, the door says nothing.
    private bool IsWord(PlaceEvidence it) => it.Counts && (it.Kind != EvidenceKind.Door || JudgesMotion);

    // Doors are judged where no detector is; detectors that are all broken say nothing, and their silence less.
    private bool JudgesMotion => Detectors == 0 || _evidence.Exists(IsHeardMotion);

    private double MotionLogOdds => JudgesMotion ? _judge!.LogOdds : 0;

    private bool IsListening => !JudgesMotion || _judge!.IsListening;

    // Nothing counts but what somebody left running.
    private bool IsForgotten(long now) => _evidence.TrueForAll(it => !IsWord(it) || Support.IsForgotten(it, now));

    private void Occupy(Moment moment)
    {
        // Nobody had left: the free time is taken back, from its first millisecond on.
        var stayed = _state == PlaceState.Free && _mayHaveStayed && _judge!.HasStayed;
        Become(PlaceState.Occupied, stayed ? _since.After(1) : moment, QualityCode.Good);
    }

    private void Free(Moment moment, double support)
    {
        // Only motion misses people; what another sensor saw end has ended.
        _mayHaveStayed = _state == PlaceState.Occupied && support >= 0;
        _judge!.MarkFree();
        Become(PlaceState.Free, LastEvidence(), QualityCode.Good);
    }

    private void Become(PlaceState state, Moment moment, int quality)
    {
        if (_state == state && _quality == quality) return;
        // A reading that is dated back does not get before the one that it follows, nor into its millisecond.
        if (moment.RunMs <= _since.RunMs) moment = _since.After(1);
        // Two clocks are rounded, so that what comes later may bear the same millisecond; only a clock that was set goes back.
        if (moment.WallMs <= _since.WallMs && moment.WallMs > _since.WallMs - SmallestJumpMs) moment = moment with { WallMs = _since.WallMs + 1 };
        (_state, _quality, _since) = (state, quality, moment);
        var value = state == PlaceState.Unknown ? PointValue.Null : PointValue.Of(state == PlaceState.Occupied);
        _report(new MetricReading(_occupied, moment.WallMs, value, quality));
    }

    // The wasp in the box: who was seen since the door closed cannot have left before it opens; nor who sits on a pad.
    private bool IsHeld()
    {
        var (hasDoor, isOpen, isPressed) = (false, false, false);
        var (moved, seen) = (long.MinValue, long.MinValue);
        foreach (var it in _evidence)
        {
            if (!it.Counts) continue;
            switch (it.Kind)
            {
                case EvidenceKind.Door:
                    hasDoor = true;
                    isOpen |= it.IsActive;
                    moved = Math.Max(moved, it.Changed.RunMs);
                    break;
                case EvidenceKind.Contact:
                    isPressed |= it.IsActive;
                    break;
                case EvidenceKind.Motion when it.IsActive || it.WasActive:
                    seen = Math.Max(seen, it.IsActive ? long.MaxValue : it.Changed.RunMs);
                    break;
            }
        }

        return isPressed || (hasDoor && !isOpen && seen > moved);
    }

    private void Schedule(long now, double support)
    {
        if (_decides.IsSetWithin(TimeSpan.FromMilliseconds(ShortestWaitMs))) return;
        if (DueAt(now, support) is var due && due < long.MaxValue) _decides.Set(TimeSpan.FromMilliseconds(due - NowMs));
    }

    // When waiting alone could decide something.
    private long DueAt(long now, double support)
    {
        if (_state == PlaceState.Free || _evidence.Exists(IsMotion)) return long.MaxValue;
        // Odds that are below even and decided nothing wait for evidence; a stay that began at such odds is looked at again soon.
        var due = !JudgesMotion && support >= 0 ? long.MaxValue
            : MotionLogOdds + support >= 0 || !IsListening ? _judge!.SilentUntil(-support)
            : _state == PlaceState.Occupied ? now + ShortestWaitMs
            : long.MaxValue;
        return _onlyMotion ? due : Math.Min(due, Support.ChangesAt(_evidence, now));
    }
}
