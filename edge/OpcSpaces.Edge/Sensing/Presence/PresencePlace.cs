using OpcSpaces.Edge.Outbox;
using OpcSpaces.Edge.Sensing.Presence.Grades;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// One place where somebody can be: a desk or a room. The evidence of its sensors is combined into the odds that somebody is
/// there: motion by <see cref="MotionFilter"/>, levels by <see cref="LevelLogOdds"/>, weak evidence by <see cref="GradedEvidence"/>. A stay begins at once with evidence. It ends
/// when it is no longer shown (<see cref="PresenceTuning.ShownAbove"/>), and its end is dated back to the last evidence, because nobody was seen while the odds fell. When
/// motion returns so soon that nobody may have left (<see cref="PresenceTuning.BridgedAbove"/>), the free time in between is taken back as well, but not from hours that are settled. After a start presence is
/// unknown until there is evidence, or until silence has decided. It becomes unknown again when no working sensor is left. Beside
/// motion detectors that are all broken, a door alone decides nothing. Makes readings of <c>{point}/occupied</c>. Thread-safe.
/// </summary>
internal sealed partial class PresencePlace : IDisposable
{
    // A sensor may need this long to be sure (a pad may debounce for a minute). A longer delay means that the clock was set in between.
    private const long LongestDelayMs = 90_000;

    // When the clock was set back by less than this, the order of readings is kept.
    private const long SmallestJumpMs = 1_000;

    // A deadline that is due sooner than this need not be set again.
    private const long ShortestWaitMs = 15_000;

    // Hours are looked at twice an hour.
    private const long LookMs = PlaceHours.HourMs / 2;

    // Motion in an empty place begins a stay from this probability on: 5 %. If nothing follows, the stay is over within a minute.
    private static readonly double Enter = Math.Log(0.05 / 0.95);

    private readonly PresenceConfig _config;
    private readonly Metric _occupied;
    private readonly Action<MetricReading> _report;
    private readonly TimeProvider _time;
    private readonly long _startStamp;
    private readonly LearnedPlace _learned;
    private readonly List<PlaceEvidence> _evidence = [];
    private readonly List<GradedEvidence> _graded = [];
    private readonly IndependentPresence _independent = new();
    private readonly BehindDoor _behindDoor;

    // Guards everything below; evidence comes on any thread, the timer on another.
    private readonly Lock _gate = new();
    private readonly Deadline _decides, _settles;
    private readonly PlaceHours? _hours;
    private IMotionEstimator? _estimator;
    private PlaceState _state;
    private int _quality = QualityCode.Stale;
    private ClockTimes _since;
    private long _heldMs; // a stay was held by weak evidence until then
    private bool _onlyMotion = true, _mayHaveStayed, _disposed;

    /// <param name="config">How presence is judged.</param>
    /// <param name="occupied">The metric of the readings.</param>
    /// <param name="report">Receives each reading. Called inside the place's gate: quick, and does not throw.</param>
    /// <param name="time">The sensing clock.</param>
    /// <param name="settled">Receives each hour once its figures are settled, in order; at most two hours after it ended, or when the place is disposed. Called inside the gate.</param>
    /// <param name="learned">What an earlier run learned; null to begin anew.</param>
    /// <param name="hourPhaseMs">When hours begin, in ms after those of UTC.</param>
    public PresencePlace(PresenceConfig config, Metric occupied, Action<MetricReading> report, TimeProvider time, Action<OccupiedHour>? settled = null, LearnedPlace? learned = null, int hourPhaseMs = 0)
    {
        (_config, _occupied, _report, _time) = (config, occupied, report, time);
        _learned = learned ?? new LearnedPlace();
        _behindDoor = new BehindDoor(_evidence);
        _hours = settled is null ? null : new PlaceHours(_learned, settled, hourPhaseMs);
        _startStamp = time.GetTimestamp();
        _since = new ClockTimes(-1, time.GetUtcNow().ToUnixTimeMilliseconds() - 1);
        _decides = new Deadline(_gate, OnDue, time);
        _settles = new Deadline(_gate, OnSettle, time);
    }

    /// <summary>The metric whose readings this place makes.</summary>
    public Metric Occupied => _occupied;

    /// <summary>
    /// The time (ms since 1970 UTC) up to which the last reading certainly holds, for the case that the process is killed now; null
    /// means up to now. While a stay is quiet it may turn out that it has ended, also when something lies on the chair or was left
    /// running.
    /// </summary>
    public long? SureThroughMs
    {
        get
        {
            lock (_gate) return _state == PlaceState.Occupied && !_evidence.Exists(HoldsNow) ? LastEvidence().WallMs : null;
        }
    }

    /// <summary>Up to this time, in ms since 1970 UTC, its hours are settled; 0 before the first look, and the end of time when nobody wants them.</summary>
    public long SettledMs
    {
        get
        {
            lock (_gate) return _hours is null ? long.MaxValue : _hours.SettledMs ?? 0;
        }
    }

    /// <summary>Adds a sensor of this place. Call it before <see cref="Start"/>.</summary>
    public IEvidence Add(EvidenceKind kind)
    {
        lock (_gate)
        {
            var evidence = new PlaceEvidence(this, kind, Detectors) { Changed = TimesOf(_time.GetUtcNow()) };
            _onlyMotion &= kind == EvidenceKind.Motion;
            _evidence.Add(evidence);
            return evidence;
        }
    }

    /// <summary>Adds a sensor whose values are weak evidence for this place. Alone it decides nothing. Call it before <see cref="Start"/>.</summary>
    public GradedEvidence Add(IGrader grader)
    {
        lock (_gate)
        {
            var evidence = new GradedEvidence(this, grader);
            _onlyMotion = false;
            _graded.Add(evidence);
            return evidence;
        }
    }

    /// <summary>From now on silence counts.</summary>
    public void Start()
    {
        lock (_gate)
        {
            // Before the time is read, because the first one makes its model.
            _estimator = MakeEstimator();
            var now = TimesOf(_time.GetUtcNow());
            // The silence since the place was made counts.
            _estimator.Restart(0);
            _estimator.Advance(now.RunMs);
            _behindDoor.Restart();
            foreach (var motion in _evidence.Where(it => it is { Kind: EvidenceKind.Motion, IsActive: true })) _estimator.Set(motion.Number, true, now.RunMs);
            foreach (var broken in _evidence.Where(it => it.Kind == EvidenceKind.Motion && !it.Counts)) _estimator.Listen(broken.Number, false, now.RunMs);
            Decide(now, begins: _evidence.Exists(it => it is { IsActive: true, Counts: true, Kind: not EvidenceKind.Door }));
            if (_hours is not null) _settles.Set(UntilNextLook());
        }
    }

    /// <summary>Does something while nothing changes here, such as keeping what was learned.</summary>
    public void Inside(Action work)
    {
        lock (_gate) work();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_disposed) return;
            _disposed = true;
            var now = TimesOf(_time.GetUtcNow());
            if (_estimator is not null) _hours?.Settle(now.RunMs, now.WallMs, isLast: true);
            _decides.Dispose();
            _settles.Dispose();
        }
    }

    // A stay is shown until its log odds are below this.
    private double ShownAbove => Math.Log(_learned.Tuning.ShownAbove / (1 - _learned.Tuning.ShownAbove));

    private int Detectors => _evidence.Count(it => it.Kind == EvidenceKind.Motion);

    private long NowMs => (long)_time.GetElapsedTime(_startStamp).TotalMilliseconds;

    // All places of a gateway look at the same times, so that their readings share batches.
    private TimeSpan UntilNextLook() => TimeSpan.FromMilliseconds(LookMs - (_time.GetUtcNow().ToUnixTimeMilliseconds() % LookMs));

    private static bool IsMotion(PlaceEvidence it) => it is { Kind: EvidenceKind.Motion, IsActive: true, Counts: true };

    private static bool IsUsedMotion(PlaceEvidence it) => it is { Kind: EvidenceKind.Motion, Counts: true };

    // Adds the monotonic time to a time of the wall clock.
    private ClockTimes TimesOf(DateTimeOffset at)
    {
        var delayMs = (long)(_time.GetUtcNow() - at).TotalMilliseconds;
        return new ClockTimes(NowMs - (delayMs is > 0 and < LongestDelayMs ? delayMs : 0), at.ToUnixTimeMilliseconds());
    }

    // When somebody has left, the end of the stay is dated to this time.
    private ClockTimes LastEvidence()
    {
        var last = new ClockTimes(long.MinValue, 0);
        foreach (var it in _evidence)
        {
            if (it.HasSpoken && it.Changed.RunMs > last.RunMs) last = it.Changed;
        }

        return last;
    }

    private IMotionEstimator MakeEstimator()
    {
        if (Detectors == 0) return HoldOff.OfDoors();
        if (_config.HoldOffSeconds is not { } seconds) return Filter();
        // Beside the rule only hours need what is learned.
        return HoldOff.OfMotion(seconds, Detectors, _hours is null ? null : Filter());

        MotionFilter Filter() => new(_config, Detectors, _learned, _hours);
    }

    // The silence of a motion detector may in the end outweigh every other active sensor: a bag on a chair, a laptop, a wrong count.
    private bool HoldsNow(PlaceEvidence it) => it is { IsActive: true, Counts: true } && it.Kind switch
    {
        EvidenceKind.Motion => true,
        EvidenceKind.Contact or EvidenceKind.Power or EvidenceKind.Body or EvidenceKind.Count => !_evidence.Exists(IsUsedMotion),
        _ => false,
    };
}
