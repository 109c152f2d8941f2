using OpcSpaces.Model.Alarms.Conditions;

namespace OpcSpaces.Model.Alarms.Books;

/// <summary>
/// The open alarms, and what waits to become one. It never changes: a judgement gives the next book and what happened. An alarm is raised when its condition has held for
/// long enough, and cleared when it has not held for long enough; what nobody can tell, or what another alarm explains, does neither, and stops the time of both. Time in
/// which nobody judged, because the cloud was down, does not count.
/// </summary>
public sealed class AlarmBook
{
    /// <summary>A judgement counts for so much of the time since the one before.</summary>
    public static readonly TimeSpan LongestStep = TimeSpan.FromMinutes(5);

    // How long a cleared alarm may still explain others, and how old something may be that is heard of for the first time.
    private static readonly TimeSpan Remembered = TimeSpan.FromHours(24);

    // So much of the time to wait may be lost with each end of the process, and an hour at most: a wait of weeks must end although the cloud is restarted each day.
    private const int StoredParts = 20;
    private const long Minute = 60_000, Hour = 60 * Minute;

    private readonly IReadOnlyDictionary<AlarmKey, AlarmTimer> _timers;
    private readonly DateTimeOffset? _judgedAt;

    private AlarmBook(IReadOnlyDictionary<AlarmKey, AlarmTimer> timers, DateTimeOffset? judgedAt) => (_timers, _judgedAt) = (timers, judgedAt);

    /// <summary>A book as it was stored.</summary>
    public AlarmBook(IEnumerable<AlarmTimer> timers)
        : this(timers.ToDictionary(timer => timer.Key, timer => timer with { StoredHeldMs = timer.HeldMs ?? 0 }), null)
    {
    }

    public IEnumerable<AlarmTimer> Timers => _timers.Values;

    /// <summary>Judges one moment.</summary>
    /// <param name="now">The cloud's time.</param>
    /// <param name="findings">What was found.</param>
    public BookTurn Judge(DateTimeOffset now, AlarmFindings findings)
    {
        var step = _judgedAt is { } before ? Math.Clamp((long)(now - before).TotalMilliseconds, 0, (long)LongestStep.TotalMilliseconds) : 0;
        var turn = new Turning(now, step, _timers, findings);
        foreach (var key in _timers.Keys) turn.Take(key);
        foreach (var key in findings.Of.Keys)
        {
            if (!_timers.ContainsKey(key)) turn.Take(key);
        }

        return new BookTurn(new AlarmBook(turn.Timers, now), turn.Events, turn.Changed, turn.Dropped);
    }

    /// <summary>One judgement on its way.</summary>
    private sealed class Turning(DateTimeOffset now, long stepMs, IReadOnlyDictionary<AlarmKey, AlarmTimer> before, AlarmFindings findings)
    {
        private readonly long _nowMs = now.ToUnixTimeMilliseconds();

        public Dictionary<AlarmKey, AlarmTimer> Timers { get; } = [];

        public List<AlarmEvent> Events { get; } = [];

        public List<AlarmTimer> Changed { get; } = [];

        public List<AlarmKey> Dropped { get; } = [];

        public void Take(AlarmKey key)
        {
            var former = before.GetValueOrDefault(key);
            var next = Next(key, former, Resolve(key));
            if (next is null)
            {
                if (former is not null) Dropped.Add(key);
                return;
            }

            if (IsNews(former, next)) Changed.Add(next = next with { StoredHeldMs = next.HeldMs ?? 0 });
            Timers.Add(key, next);
        }

        private AlarmTimer? Next(AlarmKey key, AlarmTimer? timer, Finding? found)
        {
            // What has happened has happened, whether or not anybody can tell how it is now.
            if (timer is not { IsOpen: true } && found is { Moment: { } moment } happened) return Happened(timer ?? new AlarmTimer(key), happened, moment.ToUnixTimeMilliseconds());
            if (found is { Standing: Standing.Unknown } unknown) return timer is { IsOpen: true } ? timer with { Unjudged = unknown.Detail } : Kept(timer);
            if (timer is { IsOpen: true }) return Open(timer, found);
            return found is { Standing: Standing.Holds } holds ? Waiting(timer ?? new AlarmTimer(key), holds) : Closed(timer);
        }

        private AlarmTimer Waiting(AlarmTimer timer, in Finding found)
        {
            var held = found.Since is { } since ? Math.Max(0, _nowMs - since.ToUnixTimeMilliseconds()) : timer.HeldMs is { } before && !(found.Level < timer.Level) ? before + stepMs : 0;
            var waiting = timer with { HeldMs = held, Level = found.Level, ClearAfterMs = (long)found.ClearAfter.TotalMilliseconds };
            return held >= found.RaiseAfter.TotalMilliseconds ? Raise(waiting, found) : waiting;
        }

        private AlarmTimer Happened(AlarmTimer timer, in Finding found, long momentMs)
        {
            if (momentMs <= Math.Max(timer.MomentMs ?? long.MinValue, _nowMs - (long)Remembered.TotalMilliseconds))
            {
                var known = timer with { MomentMs = Math.Max(momentMs, timer.MomentMs ?? 0) };
                // What lasted since then is over, too.
                return found.Standing == Standing.Unknown ? known : known with { HeldMs = null, Level = null };
            }

            return Raise(timer with { ClearAfterMs = (long)found.ClearAfter.TotalMilliseconds }, found) with { MomentMs = momentMs };
        }

        private AlarmTimer Raise(AlarmTimer timer, in Finding found)
        {
            var id = AlarmIds.Of(timer.Key, now);
            Events.Add(new AlarmEvent(id, AlarmEventKind.Raised, now, timer.Key, found.Severity, found.Detail));
            return timer with { AlarmId = id, HeldMs = null, GoneMs = null, Level = null, ClosedMs = null, Unjudged = null };
        }

        private AlarmTimer? Open(AlarmTimer timer, in Finding? found)
        {
            if (found?.Moment?.ToUnixTimeMilliseconds() is { } again && !(again <= timer.MomentMs)) timer = timer with { MomentMs = again, GoneMs = null };
            // What happened and is over only waits to be seen; what lasts has to be gone.
            if (found is { } still && (still.Standing == Standing.Holds || still.Moment is null)) return timer with { GoneMs = null, Unjudged = null, ClearAfterMs = (long)still.ClearAfter.TotalMilliseconds };
            var gone = timer.GoneMs is { } ms ? ms + stepMs : 0;
            if (gone < timer.ClearAfterMs) return timer with { GoneMs = gone, Unjudged = null };
            Events.Add(new AlarmEvent(timer.AlarmId!, AlarmEventKind.Cleared, now, timer.Key, AlarmSeverity.Minor, "its condition is gone"));
            return new AlarmTimer(timer.Key) { MomentMs = timer.MomentMs, ClosedMs = _nowMs };
        }

        // Not open, and nobody can tell: what was counted stays.
        private AlarmTimer? Kept(AlarmTimer? timer) => timer is { HeldMs: null, MomentMs: null } ? Closed(timer) : timer;

        private AlarmTimer? Closed(AlarmTimer? timer) => timer switch
        {
            null => null,
            { MomentMs: not null } => timer with { HeldMs = null, Level = null },
            { ClosedMs: { } closed } when _nowMs - closed < Remembered.TotalMilliseconds => timer with { HeldMs = null, Level = null },
            _ => null,
        };

        private Finding? Resolve(AlarmKey key)
        {
            if (!findings.Of.TryGetValue(key, out var found)) return findings.UnknownKinds.TryGetValue(key.Kind, out var why) ? Finding.Unknown(key, why) : null;
            foreach (var cause in found.Causes)
            {
                if (IsWrong(cause, (long)found.CauseLasts.TotalMilliseconds)) return Finding.Unknown(key, $"explained by: {cause}");
            }

            return found;
        }

        private bool IsWrong(AlarmKey cause, long lastsMs) =>
            findings.Of.TryGetValue(cause, out var found) && found.Standing == Standing.Holds
            || (before.TryGetValue(cause, out var timer) && (timer.IsOpen || _nowMs - timer.ClosedMs < lastsMs));

        private static bool IsNews(AlarmTimer? former, AlarmTimer next) =>
            former is null || former.AlarmId != next.AlarmId || former.MomentMs != next.MomentMs || former.ClosedMs != next.ClosedMs || former.Unjudged != next.Unjudged
            || former.GoneMs is null != next.GoneMs is null || former.HeldMs is null != next.HeldMs is null || former.ClearAfterMs != next.ClearAfterMs || next.HeldMs < former.StoredHeldMs
            || (next.HeldMs is { } held && held - next.StoredHeldMs >= Math.Clamp(held / StoredParts, Minute, Hour));
    }
}
