using OpcSpaces.Edge.Outbox;
using OpcSpaces.Points;

namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// One place where somebody can be: a desk or a room. Its sensors' evidence is fused into the odds that somebody is there:
/// motion by <see cref="PresenceModel"/>, levels by <see cref="Support"/>. A stay begins at once with evidence; it ends when the
/// odds fall below even, dated back to the last evidence, because deciding takes time in which nobody was seen. Motion that
/// comes back soon enough to say that nobody had left takes the free time back as well. After a start presence is unknown
/// until evidence, or until a silence has decided; it becomes unknown again when no sensor is left that counts, and a door counts
/// for nothing beside detectors that are all broken. Makes readings of <c>{point}/occupied</c>. Thread-safe.
/// </summary>
internal sealed partial class PresencePlace : IDisposable
{
    // A sensor may take this long to be sure of what it says, a pad a minute; more is a clock that was set in between.
    private const long LongestDelayMs = 90_000;

    // A clock that was set back by less changes no order.
    private const long SmallestJumpMs = 1_000;

    // A stay does not end within this time, so that a deadline which is sooner need not be set anew.
    private const long ShortestWaitMs = 60_000;

    // Motion out of nothing begins a stay from this probability on: 5 %. What comes to nothing is over within a minute.
    private static readonly double Enter = Math.Log(0.05 / 0.95);

    private readonly PresenceConfig _config;
    private readonly Metric _occupied;
    private readonly Action<MetricReading> _report;
    private readonly TimeProvider _time;
    private readonly long _startStamp;
    private readonly List<PlaceEvidence> _evidence = [];

    // Guards everything below; evidence comes on any thread, the timer on another.
    private readonly Lock _gate = new();
    private readonly Deadline _decides;
    private IMotionJudge? _judge;
    private PlaceState _state;
    private int _quality = QualityCode.Stale;
    private Moment _since;
    private bool _onlyMotion = true, _mayHaveStayed, _disposed;

    public PresencePlace(PresenceConfig config, Metric occupied, Action<MetricReading> report, TimeProvider time)
    {
        (_config, _occupied, _report, _time) = (config, occupied, report, time);
        _startStamp = time.GetTimestamp();
        _since = new Moment(-1, time.GetUtcNow().ToUnixTimeMilliseconds() - 1);
        _decides = new Deadline(_gate, OnDue, time);
    }

    /// <summary>The metric that this place makes readings of.</summary>
    public Metric Occupied => _occupied;

    /// <summary>
    /// Up to when (ms since 1970 UTC) a kill of the process would lose nothing that the place knows; null for up to now. While a
    /// stay is quiet it may turn out to have ended, also where something lies on the chair or was left running.
    /// </summary>
    public long? SureThroughMs
    {
        get
        {
            lock (_gate) return _state == PlaceState.Occupied && !_evidence.Exists(HoldsNow) ? LastEvidence().WallMs : null;
        }
    }

    /// <summary>One more sensor that serves this place; before <see cref="Start"/>.</summary>
    public IEvidence Add(EvidenceKind kind)
    {
        lock (_gate)
        {
            var evidence = new PlaceEvidence(this, kind, Detectors) { Changed = MomentOf(_time.GetUtcNow()) };
            _onlyMotion &= kind == EvidenceKind.Motion;
            _evidence.Add(evidence);
            return evidence;
        }
    }

    /// <summary>From now on silence counts.</summary>
    public void Start()
    {
        lock (_gate)
        {
            var now = MomentOf(_time.GetUtcNow());
            _judge = MakeJudge();
            foreach (var motion in _evidence.Where(it => it is { Kind: EvidenceKind.Motion, IsActive: true })) _judge.Set(motion.Number, true, now.RunMs);
            foreach (var broken in _evidence.Where(it => it.Kind == EvidenceKind.Motion && !it.Counts)) _judge.Listen(broken.Number, false, now.RunMs);
            Decide(now, begins: _evidence.Exists(it => it is { IsActive: true, Counts: true, Kind: not EvidenceKind.Door }));
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _decides.Dispose();
        }
    }

    private int Detectors => _evidence.Count(it => it.Kind == EvidenceKind.Motion);

    private long NowMs => (long)_time.GetElapsedTime(_startStamp).TotalMilliseconds;

    private static bool IsMotion(PlaceEvidence it) => it is { Kind: EvidenceKind.Motion, IsActive: true, Counts: true };

    private static bool IsHeardMotion(PlaceEvidence it) => it is { Kind: EvidenceKind.Motion, Counts: true };

    // The monotonic time of a moment that the wall clock named.
    private Moment MomentOf(DateTimeOffset at)
    {
        var delayMs = (long)(_time.GetUtcNow() - at).TotalMilliseconds;
        return new Moment(NowMs - (delayMs is > 0 and < LongestDelayMs ? delayMs : 0), at.ToUnixTimeMilliseconds());
    }

    // Whoever decides that somebody left dates it here.
    private Moment LastEvidence()
    {
        var last = new Moment(long.MinValue, 0);
        foreach (var it in _evidence)
        {
            if (it.HasSpoken && it.Changed.RunMs > last.RunMs) last = it.Changed;
        }

        return last;
    }

    private IMotionJudge MakeJudge()
    {
        if (Detectors == 0) return HoldOff.OfDoors();
        return _config.HoldOffSeconds is { } seconds ? HoldOff.OfMotion(seconds, Detectors) : new MotionFilter(_config, Detectors);
    }

    // Whatever else is active, the silence of a detector may outweigh it in the end: a bag on a chair, a laptop, a wrong count.
    private bool HoldsNow(PlaceEvidence it) => it is { IsActive: true, Counts: true } && it.Kind switch
    {
        EvidenceKind.Motion => true,
        EvidenceKind.Contact or EvidenceKind.Power or EvidenceKind.Count => !_evidence.Exists(IsHeardMotion),
        _ => false,
    };
}
