using OpcSpaces.Edge.Sensing.Presence.Grades;

namespace OpcSpaces.Edge.Sensing.Presence;

/// <summary>
/// Weak evidence of one sensor for its place: its grade, and what that is worth there. A grade that speaks for a window of time counts for
/// a silence only when the window lies in it as a whole, because air is still used when people have left, and still fresh when they have come.
/// Guarded by the gate of its place.
/// </summary>
internal sealed class GradedEvidence(PresencePlace place, IGrader grader) : IGradedEvidence, ILearned
{
    // So that log odds do not change all the time.
    private const double Step = 0.25;

    private readonly GradeTable _table = new(grader.Usual);
    private long? _learnedMs;
    private long _judgedMs, _quietSinceMs;

    /// <inheritdoc cref="IGrader.WindowMs"/>
    public long WindowMs => grader.WindowMs;

    /// <summary>What the sensor adds to the log odds that somebody is there now, as far as its grade speaks for the silence since the last movement.</summary>
    public double LogOdds { get; private set; }

    /// <summary>What it adds to the log odds that somebody was there all through that silence. It is bounded, because what leads it astray may last for hours.</summary>
    public double SilenceLogOdds { get; private set; }

    public void Take(double value, DateTimeOffset at) => place.OnTake(this, value, at);

    public void Lose(DateTimeOffset at) => place.OnLose(this, at);

    /// <summary>How much was learned: grows with each lesson.</summary>
    public long Lessons { get; private set; }

    public int Figures => _table.Figures + grader.Figures;

    public void CopyTo(Span<double> into)
    {
        _table.CopyTo(into);
        grader.CopyTo(into[_table.Figures..]);
    }

    public bool TryRestore(ReadOnlySpan<double> from) => from.Length == Figures && grader.TryRestore(from[_table.Figures..]) && _table.TryRestore(from[.._table.Figures]);

    /// <summary>Another sensor saw something: a silence begins.</summary>
    public void Quieten(long ms)
    {
        _quietSinceMs = ms;
        if (WindowMs > 0) LogOdds = 0;
        SilenceLogOdds = LogOdds;
    }

    /// <summary>Takes a value. Returns whether the evidence changed.</summary>
    /// <param name="value">The value.</param>
    /// <param name="occupied">The probability that somebody was there, from the other sensors of the place; null where they do not say.</param>
    /// <param name="ms">Now.</param>
    public bool Take(double value, double? occupied, long ms)
    {
        if (!grader.Take(value, occupied, ms)) return false;
        if (grader.Grade is { } grade && occupied is { } known && !(ms - _learnedMs < GradeTable.LessonMs))
        {
            _table.Learn(grade, known);
            (_learnedMs, Lessons) = (ms, Lessons + 1);
        }

        return Judge(ms);
    }

    /// <summary>The value is unknown from now on. What was learned stays.</summary>
    public void Forget()
    {
        grader.Lose();
        (LogOdds, SilenceLogOdds) = (0, 0);
    }

    private bool Judge(long ms)
    {
        var before = LogOdds;
        var full = grader.Grade is { } grade ? _table.LogOddsOf(grade) : 0;
        LogOdds = ms - _quietSinceMs < WindowMs ? 0 : Math.Round(full / Step) * Step;
        // A window that follows the one before counts as the part that is new.
        SilenceLogOdds = WindowMs == 0
            ? Math.Min(SilenceLogOdds, LogOdds)
            : Math.Clamp(SilenceLogOdds + (LogOdds * Math.Min(1, (double)(ms - _judgedMs) / WindowMs)), GradeTable.Least, GradeTable.Most);
        _judgedMs = ms;
        return LogOdds != before;
    }
}
