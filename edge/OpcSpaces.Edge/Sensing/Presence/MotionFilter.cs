namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// Estimates presence from the pauses between the movements that any detector of a place sees: how long people sit still there, and
/// how long they are away, is learned (<see cref="LearnedPlace"/>), as is whether movement there means that somebody stays
/// (<see cref="VisitBelief"/>), and whether anybody ever stays (<see cref="UseBelief"/>). The delay of the detectors is not movement.
/// </summary>
internal sealed class MotionFilter : IMotionEstimator
{
    // Somebody who moves a door comes or goes: this is the probability that somebody is inside afterwards.
    private const double InsideAfterDoor = 0.6;

    // While a closed door would have shown that somebody leaves, leaving is this much less likely. It is not impossible: a door may
    // have a second leaf. One movement in a hundred that is seen behind it is none.
    private const double LeavesUnseen = 1e-4, SeenInVain = 0.01;

    // When nothing is known yet, somebody is assumed to be there, so that a place is reported as free only after a long silence.
    private const double InsideAtStart = 0.98;

    // In s. A silence that is shorter decides nothing, whatever the detectors make of one movement.
    private const double ShortestDecision = 20;

    // In s. A bag may lie on a chair for longer than anybody sits still.
    private const double LongestConfirmed = 3600;

    private const double MostLogOdds = 9;

    private readonly LearnedPlace _learned;
    private readonly PauseModel _model;
    private readonly PlaceHours? _hours;
    private readonly bool[] _active, _counts;
    private readonly long _delayMs;
    private readonly double _bridgedAbove, _shownAbove;
    private VisitBelief _visit;
    private long _now, _roseMs, _quietSinceMs;
    private double _movedSeconds, _weighed;
    private bool _isFirm, _isMoving, _isHeld, _isSeated, _heldThroughout, _seatedThroughout;

    // When it is not known what the silence began with: the probability that somebody was there then. Null after a movement.
    private double? _inside = InsideAtStart;

    // The last result of SilentUntil. It holds until something happens that silence alone would not bring about.
    private (double LogOdds, long Ms)? _silentUntil;

    /// <param name="config">How the place is judged.</param>
    /// <param name="detectors">The number of its detectors.</param>
    /// <param name="learned">What is known of the place; it learns more.</param>
    /// <param name="hours">Is told about movements and pauses; null for nobody.</param>
    public MotionFilter(PresenceConfig config, int detectors, LearnedPlace learned, PlaceHours? hours = null)
    {
        (_learned, _hours, _delayMs) = (learned, hours, (long)(config.DelaySeconds * 1000));
        (_bridgedAbove, _shownAbove) = (LogOddsOf(learned.Tuning.BridgedAbove), LogOddsOf(learned.Tuning.ShownAbove));
        _model = PauseModel.Of(config.DelaySeconds);
        learned.See(_model);
        _active = new bool[detectors];
        _counts = [.. Enumerable.Repeat(true, detectors)];
        _visit = VisitBelief.Begin(learned.PassingShare);
    }

    public double LogOdds => LogOddsAt(_now);

    public bool IsListening => !_isMoving && _now >= _quietSinceMs + ShortestSilenceMs;

    public bool HasStayed { get; private set; }

    private long ShortestSilenceMs => Math.Max(_delayMs, (long)(ShortestDecision * 1000));

    public void Set(int detector, bool active, long ms)
    {
        Advance(ms);
        _active[detector] = active;
        Update();
    }

    public void Listen(int detector, bool counts, long ms)
    {
        Advance(ms);
        _counts[detector] = counts;
        Update();
    }

    public void PassDoor(long ms)
    {
        Advance(ms);
        if (!_isMoving) BeginSilence(InsideAfterDoor);
    }

    public void Hold(bool byDoor, bool bySeat, long ms)
    {
        Advance(ms);
        if (_isHeld == byDoor && _isSeated == bySeat) return;
        var wasHeld = _isHeld;
        (_isHeld, _isSeated, _silentUntil) = (byDoor, bySeat, null);
        if (_isMoving) return;
        _seatedThroughout &= bySeat;
        // Nobody had left until now.
        if (wasHeld && !byDoor && _heldThroughout) _quietSinceMs = _now;
        _heldThroughout &= byDoor;
    }

    public void Weigh(double logOdds, long ms)
    {
        Advance(ms);
        _weighed = logOdds;
    }

    public void Restart(long ms)
    {
        Advance(ms);
        _visit = VisitBelief.Begin(_learned.PassingShare);
        if (!_isMoving) BeginSilence(InsideAtStart);
    }

    public void Advance(long ms)
    {
        _now = Math.Max(_now, ms);
        // A detector may be held high for hours.
        if (_isMoving && !_isFirm) CountIfFirm(_movedSeconds + ((_now - _delayMs - _roseMs) / 1000.0));
    }

    public long SilentUntil(double logOdds)
    {
        if (_silentUntil is not { } known || known.LogOdds != logOdds || known.Ms <= _now) _silentUntil = known = (logOdds, FirstBelow(logOdds));
        return Math.Max(known.Ms, _quietSinceMs + ShortestSilenceMs);
    }

    // Whether any detector that works sees movement.
    private void Update()
    {
        var moves = false;
        for (var i = 0; i < _active.Length; i++) moves |= _active[i] && _counts[i];
        if (moves == _isMoving) return;
        _isMoving = moves;
        _silentUntil = null;
        if (moves) Rise();
        else Fall();
    }

    private void Rise()
    {
        EndSilence((_now - _quietSinceMs) / 1000.0);
        _roseMs = _now;
        _hours?.Rise(_now);
    }

    private void Fall()
    {
        // The last movement was a delay ago, but not before the detector rose.
        _quietSinceMs = Math.Max(_roseMs, _now - _delayMs);
        Move((_quietSinceMs - _roseMs) / 1000.0);
        (_inside, _heldThroughout, _seatedThroughout) = (null, _isHeld, _isSeated);
        _hours?.Fall(_quietSinceMs);
    }

    private void BeginSilence(double inside)
    {
        (_inside, _quietSinceMs, _silentUntil, _heldThroughout, _seatedThroughout) = (inside, _now, null, false, false);
        _hours?.Interrupt(_now, inside);
    }

    private void EndSilence(double seconds)
    {
        if (_inside is not null)
        {
            HasStayed = SilentLogOddsAt(_now, StayShare) > 0;
            _visit = VisitBelief.Begin(_learned.PassingShare);
            BeginMovement();
            return;
        }

        if (seconds < _model.ShortestSeconds)
        {
            HasStayed = true;
            Move(seconds);
            return;
        }

        if (!_isFirm) _learned.Use.Move(isFirm: false);
        BeginMovement();
        var isConfirmed = (_heldThroughout || _seatedThroughout) && seconds < LongestConfirmed;
        if (isConfirmed)
        {
            _visit.Confirm();
            _learned.Stay(seconds);
            _learned.Use.Confirm();
            HasStayed = true;
            _hours?.Confirm();
            return;
        }

        // At a place that may not be used at all, the doubt about that counts too: nobody waits for this decision.
        var isBridged = IsBridged(SilentLogOddsAt(_now, _learned.Use.Used));
        var (chances, leaving, passing) = (_learned.Chances(seconds, isOver: true), _learned.LeavingShare, _learned.PassingShare);
        var (passedBy, ratio) = (_visit.Passing, _visit.RatioAtEnd(leaving));
        var (stayed, _, left) = _visit.Return(seconds, chances, leaving, PauseModel.WidthOf(seconds), passing);
        HasStayed = stayed * StayShare > 0.5 || isBridged;
        _learned.Use.Pause(seconds, chances.Stay + chances.Absence, _model);
        _learned.Pause(seconds, passedBy);
        _learned.Visit(ratio, left);
    }

    // Where movement alone calls a pause an absence, other sensors bridge it only when with them the stay would have been shown all the time.
    private bool IsBridged(double alone) => alone + _weighed > (alone > _bridgedAbove ? _bridgedAbove : _shownAbove);

    private static double LogOddsOf(double probability) => Math.Log(probability / (1 - probability));

    // What decides the readings is the likelier state: a place that is probably used is judged as one that is.
    private double StayShare => _learned.Use.Used >= 0.5 ? 1 : _learned.Use.Used;

    private void Move(double seconds)
    {
        _visit.Move(seconds);
        _movedSeconds += seconds;
        if (!_isFirm) CountIfFirm(_movedSeconds);
    }

    private void BeginMovement() => (_movedSeconds, _isFirm) = (0, false);

    // At once, and not when the movement ends: the hours are settled meanwhile.
    private void CountIfFirm(double seconds)
    {
        if (!UseBelief.IsFirm(seconds, _delayMs / 1000.0)) return;
        _isFirm = true;
        _learned.Use.Move(isFirm: true);
    }

    private double LogOddsAt(long ms) =>
        _isMoving ? Math.Min(MostLogOdds, Math.Log((1 - _visit.Passing) / Math.Max(_visit.Passing, 1e-9))) : SilentLogOddsAt(ms, StayShare);

    // Of a silence that still goes on at this time.
    private double SilentLogOddsAt(long ms, double stayShare)
    {
        var seconds = (ms - _quietSinceMs) / 1000.0;
        var inside = (_inside ?? 1 - _visit.Passing) * stayShare;
        if (_heldThroughout) inside = 1 - (SeenInVain * (1 - inside));
        var (stay, absence) = seconds < _model.ShortestSeconds ? (1 - _learned.LeavingShare, _learned.LeavingShare) : _learned.Chances(seconds, isOver: false);
        var outside = (inside * absence * (_heldThroughout ? LeavesUnseen : 1)) + ((1 - inside) * absence / _learned.LeavingShare);
        return Math.Min(MostLogOdds, Math.Log((inside * stay) + 1e-300) - Math.Log(outside + 1e-300));
    }

    // The first class of lengths at whose end the log odds are lower, then the second within it.
    private long FirstBelow(double logOdds)
    {
        var from = Math.Max(_now, _quietSinceMs);
        if (LogOddsAt(from) < logOdds) return from;
        for (var bin = PauseModel.BinOf((from - _quietSinceMs) / 1000.0) + 1; bin <= PauseModel.Bins; bin++)
        {
            var until = Math.Max(from, _quietSinceMs + (long)(PauseModel.EdgeOf(bin) * 1000));
            if (LogOddsAt(until) >= logOdds)
            {
                from = until;
                continue;
            }

            while (until - from > 1000)
            {
                var middle = from + ((until - from) / 2);
                if (LogOddsAt(middle) < logOdds) until = middle;
                else from = middle;
            }

            return until;
        }

        return from;
    }
}
