using OpcSpaces.Edge.Outbox;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>Turns evidence and silence into readings.</summary>
internal sealed partial class PresencePlace
{
    internal void OnSet(PlaceEvidence it, bool active, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_disposed || (it.IsActive == active && it.HasSpoken)) return;
            var times = TimesOf(at);
            it.WasActive |= it.IsActive;
            (it.IsActive, it.HasSpoken) = (active, true);
            // A broken sensor gives no evidence.
            if (it.IsBroken) return;
            it.Changed = it.Kind == EvidenceKind.Motion && !active ? LastMovement(it, times) : times;
            if (_estimator is null) return;
            if (it.Kind == EvidenceKind.Motion) Move(it, times.RunMs);
            else if (it.Kind == EvidenceKind.Door) PassDoor(times.RunMs);
            foreach (var graded in _graded) graded.Quieten(times.RunMs);
            _behindDoor.Set(it.Kind, times);
            if (!_onlyMotion || _state != PlaceState.Occupied) Decide(times, begins: it.Kind == EvidenceKind.Door ? IsUsed(it) : active);
            // Neither motion nor its end finishes a stay.
            else if (!active) Schedule(times.RunMs, levels: 0);
        }
    }

    private void Move(PlaceEvidence it, long ms)
    {
        if (it.IsActive) _estimator!.Weigh(_graded.Sum(graded => graded.SilenceLogOdds), ms);
        _estimator!.Set(it.Number, it.IsActive, ms);
    }

    private void PassDoor(long ms)
    {
        // Whoever is seen from now on may have come only now.
        _mayHaveStayed = false;
        _estimator!.PassDoor(ms);
    }

    // The detector falls by its delay later than the last movement. The last movement is never before the detector rose.
    private ClockTimes LastMovement(PlaceEvidence it, ClockTimes fell)
    {
        var delayMs = Math.Min((long)(_config.DelaySeconds * 1000), fell.RunMs - it.Changed.RunMs);
        return fell.After(-Math.Max(0, delayMs));
    }

    internal void OnBroken(PlaceEvidence it, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_disposed || it.IsBroken) return;
            var (now, known) = (TimesOf(_time.GetUtcNow()), TimesOf(at));
            // A stay that was quiet may have ended since its last evidence. What a detector said before it was found broken stays.
            if (_state == PlaceState.Occupied && !_evidence.Exists(HoldsNow)) known = LastEvidence();
            it.IsBroken = true;
            if (_estimator is null) return;
            _behindDoor.Restart();
            if (it.Kind == EvidenceKind.Motion)
            {
                _estimator.Listen(it.Number, false, now.RunMs);
                _estimator.Restart(now.RunMs);
            }

            if (_evidence.Exists(IsUsed)) Decide(now, begins: false);
            else Become(PlaceState.Unknown, known, QualityCode.Bad);
        }
    }

    internal void OnSound(PlaceEvidence it, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_disposed || !it.IsBroken) return;
            it.IsBroken = false;
            if (_estimator is not null) ListenAgain(it, TimesOf(at));
        }
    }

    // What the sensor saw while it was broken is unknown.
    private void ListenAgain(PlaceEvidence it, ClockTimes at)
    {
        (it.Changed, it.WasActive) = (at, false);
        _behindDoor.Restart();
        if (_state == PlaceState.Unknown) _estimator!.Restart(at.RunMs);
        if (it.Kind == EvidenceKind.Motion)
        {
            _estimator!.Set(it.Number, it.IsActive, at.RunMs);
            _estimator.Listen(it.Number, true, at.RunMs);
        }

        Decide(at, begins: it.IsActive && it.Kind != EvidenceKind.Door);
    }

    internal void OnTake(GradedEvidence it, double value, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_disposed || _estimator is null) return;
            var now = TimesOf(at);
            _estimator.Advance(now.RunMs);
            if (it.Take(value, Known(now.RunMs), now.RunMs)) Decide(now, begins: false);
        }
    }

    internal void OnLose(GradedEvidence it, DateTimeOffset at)
    {
        lock (_gate)
        {
            if (_disposed || _estimator is null) return;
            it.Forget();
            Decide(TimesOf(at), begins: false);
        }
    }

    // What the place knows without weak evidence.
    private double? Known(long ms)
    {
        if (!_evidence.Exists(IsUsed)) return null;
        var (logOdds, quietMs) = (MotionLogOdds + LevelsAt(ms), _evidence.Exists(IsMotion) ? 0 : ms - LastEvidence().RunMs);
        return Detectors == 0 ? IndependentPresence.OfLevels(logOdds, quietMs) : _independent.OfMotion(logOdds, quietMs, ms);
    }

    private void OnSettle()
    {
        var now = TimesOf(_time.GetUtcNow());
        _estimator!.Advance(now.RunMs);
        _hours!.Settle(now.RunMs, now.WallMs);
        _settles.Set(UntilNextLook());
    }

    private void OnDue()
    {
        var now = TimesOf(_time.GetUtcNow());
        _estimator!.Advance(now.RunMs);
        Decide(now, begins: false);
    }

    private void Decide(ClockTimes at, bool begins)
    {
        if (!_evidence.Exists(IsUsed)) return;
        var (levels, graded) = (0.0, 0.0);
        if (!_onlyMotion)
        {
            _estimator!.Hold(_behindDoor.IsHeld, IsSeated(), at.RunMs);
            levels = LevelsAt(at.RunMs);
            foreach (var it in _graded) graded += it.LogOdds;
        }

        _hours?.Levels(at.RunMs, (Detectors == 0 ? MotionLogOdds : 0) + levels + graded);
        var logOdds = MotionLogOdds + levels + graded;
        if (!_onlyMotion && IsForgotten(at.RunMs)) Become(PlaceState.Unknown, at, QualityCode.Stale);
        else if (begins && _state != PlaceState.Occupied && logOdds > Enter) Occupy(at);
        else if (Detectors == 0 && _state == PlaceState.Free && graded > 0 && logOdds > 0) Become(PlaceState.Occupied, at, QualityCode.Good);
        else if (logOdds < ShownAbove && _state != PlaceState.Free && IsListening && !_evidence.Exists(IsMotion)) Free(at, levels, isOutweighed: levels > 0 && logOdds - graded >= ShownAbove);
        if (_state == PlaceState.Occupied && logOdds >= ShownAbove && logOdds - graded < ShownAbove) _heldMs = at.RunMs;
        Schedule(at.RunMs, levels + graded);
    }

    private double LevelsAt(long ms) => LevelLogOdds.Of(_evidence, ms) + _behindDoor.LogOddsAt(ms);

    // A door that moved means that somebody came or went; only the silence of a detector tells which. So beside detectors that are all broken a door is not used.
    private bool IsUsed(PlaceEvidence it) => it.Counts && (it.Kind != EvidenceKind.Door || UsesMotion);

    // True where no detector is (then only doors move), and where at least one detector works.
    private bool UsesMotion => Detectors == 0 || _evidence.Exists(IsUsedMotion);

    private double MotionLogOdds => UsesMotion ? _estimator!.LogOdds : 0;

    private bool IsListening => !UsesMotion || _estimator!.IsListening;

    // No sensor gives evidence except a device that somebody left running.
    private bool IsForgotten(long now) => _evidence.TrueForAll(it => !IsUsed(it) || LevelLogOdds.IsForgotten(it, now));

    private void Occupy(ClockTimes at)
    {
        // Nobody had left: the free time is taken back, from its first millisecond on.
        var stayed = _state == PlaceState.Free && _mayHaveStayed && _estimator!.HasStayed;
        Become(PlaceState.Occupied, stayed ? Unsettled(_since.After(1), at) : at, QualityCode.Good);
    }

    // An hour that is settled is sealed: no later reading may change it.
    private ClockTimes Unsettled(ClockTimes from, ClockTimes now) =>
        _hours?.SettledMs - from.WallMs is > 0 and var settled ? from.After(Math.Min(settled, Math.Max(0, now.RunMs - from.RunMs))) : from;

    private void Free(ClockTimes at, double levels, bool isOutweighed)
    {
        // Only motion detectors miss people. When another sensor saw the stay end, it has ended.
        _mayHaveStayed = _state == PlaceState.Occupied && levels >= 0;
        // Where others still speak for somebody, it is only now that weak evidence outweighs them.
        Become(PlaceState.Free, _behindDoor.Left ?? (isOutweighed ? at : EndOfStay(at)), QualityCode.Good);
    }

    private ClockTimes EndOfStay(ClockTimes at)
    {
        // Weak evidence held the stay, and speaks for the time before it.
        var (last, held) = (LastEvidence(), at.After(_heldMs - (_graded.Count > 0 ? _graded.Max(it => it.WindowMs) : 0) - at.RunMs));
        return held.RunMs > last.RunMs ? held : last;
    }

    private void Become(PlaceState state, ClockTimes at, int quality)
    {
        if (_state == state && _quality == quality) return;
        // A reading that is dated back stays later than the reading before it, by at least a millisecond.
        if (at.RunMs <= _since.RunMs) at = _since.After(1);
        // Both clocks are rounded, so a later reading may have the same millisecond. Only a clock that was set goes back.
        if (at.WallMs <= _since.WallMs && at.WallMs > _since.WallMs - SmallestJumpMs) at = at with { WallMs = _since.WallMs + 1 };
        (_state, _quality, _since) = (state, quality, at);
        _hours?.Know(at.RunMs, state != PlaceState.Unknown);
        var value = state == PlaceState.Unknown ? PointValue.Null : PointValue.Of(state == PlaceState.Occupied);
        _report(new MetricReading(_occupied, at.WallMs, value, quality));
    }

    // Somebody sits on a pad, or is in view.
    private bool IsSeated() => _evidence.Exists(it => it is { Counts: true, IsActive: true, Kind: EvidenceKind.Contact or EvidenceKind.Body });

    private void Schedule(long now, double levels)
    {
        if (_decides.IsSetWithin(TimeSpan.FromMilliseconds(ShortestWaitMs))) return;
        if (DueAt(now, levels) is var due && due < long.MaxValue) _decides.Set(TimeSpan.FromMilliseconds(due - NowMs));
    }

    // The time at which waiting alone could change the decision.
    private long DueAt(long now, double levels)
    {
        if (_state == PlaceState.Free || _evidence.Exists(IsMotion)) return long.MaxValue;
        // Odds below even that have not decided wait for evidence. A stay that began at such odds is looked at again soon.
        var due = !UsesMotion && levels >= ShownAbove ? long.MaxValue
            : MotionLogOdds + levels >= ShownAbove || !IsListening ? _estimator!.SilentUntil(ShownAbove - levels)
            : _state == PlaceState.Occupied ? now + ShortestWaitMs
            : long.MaxValue;
        return _onlyMotion ? due : Math.Min(due, Math.Min(LevelLogOdds.ChangesAt(_evidence, now), _behindDoor.ChangesAt(now)));
    }
}
