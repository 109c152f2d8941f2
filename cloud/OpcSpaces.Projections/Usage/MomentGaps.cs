using OpcSpaces.Points.Hours;
using OpcSpaces.Wire.Outbox;

namespace OpcSpaces.Projections.Usage;

/// <summary>
/// When moments (the entries at a door) may be missing: from the beginning, or from something that was lost, until the gateway's next reading
/// shows that it senses again. A moment says nothing about the time before and after it, so the other readings of the gateway have to. Times in
/// ms since 1970 UTC.
/// </summary>
internal sealed class MomentGaps
{
    private readonly TimeRanges _gaps = new(); // that have ended, in the order of their ends
    private long? _sinceMs = 0; // of the one that goes on; from the beginning until the first reading
    private long? _doubtSinceMs; // since when the gateway's times are not believed

    public bool IsOpen => _sinceMs is not null;

    /// <summary>From this time on moments may be missing.</summary>
    public void Open(long fromMs) => _sinceMs = Math.Min(_sinceMs ?? fromMs, fromMs);

    /// <summary>The gateway has sensed something at this time.</summary>
    public void Close(long atMs)
    {
        if (_sinceMs is not { } since) return;
        // In a doubt the gap ends within it, at a time that nobody knows.
        if (_doubtSinceMs is { } doubt) atMs = Math.Max(since, doubt);
        if (atMs < since) return;
        Add(since, atMs);
        _sinceMs = null;
    }

    /// <summary>From this time on the gateway's times are not believed.</summary>
    public void Doubt(long fromMs) => _doubtSinceMs ??= fromMs;

    /// <summary>
    /// The gateway's clock was set: of the time in which it was wrong, and of what it was set over, no moment is known, nor of what the sums
    /// of whole hours have dropped (<see cref="MetricTally.Void"/>, <see cref="MetricTally.ContinueAt"/>).
    /// </summary>
    public void Turn(in ClockTurn turn, int phaseMs)
    {
        if (turn.Kind == ClockTurnKind.Doubted)
        {
            Doubt(turn.BeforeMs);
            return;
        }

        var nowMs = turn.NowMs;
        var wrongMs = turn.Kind == ClockTurnKind.Believed ? nowMs : Math.Min(turn.WrongFromMs, turn.WrongFromMs + nowMs - turn.BeforeMs);
        if (_doubtSinceMs is { } doubt) wrongMs = Math.Min(wrongMs, doubt);
        _doubtSinceMs = null;
        // What was said of a time that is still to come was not of that time.
        _gaps.CutAfter(nowMs);
        if (_sinceMs is { } since) _sinceMs = Math.Min(since, nowMs);
        Add(MetricHour.StartOf(Math.Min(wrongMs, nowMs), phaseMs), nowMs);
    }

    /// <summary>For how long of an hour no moment can be missing.</summary>
    /// <param name="startMs">Its beginning.</param>
    /// <param name="throughMs">Up to this time the gateway's silence means that nothing happened.</param>
    public long ObservedMs(long startMs, long throughMs)
    {
        var endMs = Math.Min(startMs + MetricHour.LengthMs, throughMs);
        // From the end back, so that gaps that overlap count once.
        var (observed, untilMs) = (0L, Math.Min(endMs, Math.Min(_sinceMs ?? long.MaxValue, _doubtSinceMs ?? long.MaxValue)));
        foreach (var gap in _gaps.All.Reverse())
        {
            if (untilMs <= startMs) break;
            observed += Math.Max(0, untilMs - Math.Max(startMs, gap.ToMs));
            untilMs = Math.Min(untilMs, gap.FromMs);
        }

        return observed + Math.Max(0, untilMs - startMs);
    }

    private void Add(long fromMs, long toMs)
    {
        if (toMs > fromMs) _gaps.Add(fromMs, toMs);
    }

    public void Forget(long beforeMs) => _gaps.Forget(beforeMs);

    public MomentGapsState Save() => new(_sinceMs, _doubtSinceMs, [.. _gaps.All]);

    public void Load(MomentGapsState state)
    {
        (_sinceMs, _doubtSinceMs) = (state.SinceMs, state.DoubtSinceMs);
        _gaps.Load(state.Gaps);
    }
}

internal sealed record MomentGapsState(long? SinceMs, long? DoubtSinceMs, IReadOnlyList<TimeRange> Gaps);
